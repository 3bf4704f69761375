// What the existing clients do, in their order, by a client whose types are generated from openapi.yaml.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const api = createClient<paths>({ baseUrl: process.argv[2] });
const campaign = { params: { path: { id: 999 } } };

async function taken<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await answer;
  if (data === undefined) {
    throw new Error(JSON.stringify(error));
  }
  return data;
}

function expect<T>(what: string, wanted: T, got: T) {
  if (wanted !== got) {
    throw new Error(`${what} is ${got}, not ${wanted}`);
  }
}

const body = { campaign_id: 999, session: "test_session_string", message: "Hello", limit: 5, sleep_time: 1 };
expect("started", "started", (await taken(api.POST("/execute_campaign", { body }))).status);
const { data } = await taken(api.GET("/campaign_data/{id}", campaign));
expect("message", "Hello", data.message);
const edit = { ...data, message: "Hello again", limit: 10 };
expect("updated", "updated", (await taken(api.POST("/update_campaign/{id}", { ...campaign, body: edit }))).status);
expect("stopped", "stopped", (await taken(api.POST("/stop_campaign/{id}", campaign))).status);
const faster = { ...campaign, body: { sleep_time: 0.05 } };
expect("updated", "updated", (await taken(api.POST("/update_campaign/{id}", faster))).status);
expect("resumed", "resumed", (await taken(api.POST("/resume_campaign/{id}", campaign))).status);
const again = await api.POST("/update_campaign/{id}", { ...campaign, body: { limit: 0 } });
expect("code", "invalid", again.error?.code);
expect("pointer", "/limit", again.error?.pointer);
let status = await taken(api.GET("/campaign_status/{id}", campaign));
while (status.status === "running") {
  status = await taken(api.GET("/campaign_status/{id}", campaign));
}
expect("sent", 10, status.sent_count);
const reached = await taken(api.GET("/campaigns/{id}/sent", campaign));
expect("people", 10, new Set(reached.users).size);
