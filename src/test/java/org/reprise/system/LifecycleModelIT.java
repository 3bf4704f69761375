package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.reprise.system.RestClient.Answer;
import org.reprise.testing.RepriseServer;

/**
 * Whatever an operator does with a campaign, in whatever order: nobody hears twice, the limit holds, a stopped campaign
 * sends nothing, an edited one no old text. Seen from outside, against what must be true of every such life.
 *
 * <p>{@code -Dlifecycle.long=true} tries many more lives; a failed one is made short, and its seed is printed.
 */
class LifecycleModelIT {
    private static final int PEOPLE = 12;
    private static final long FIRST_PERSON = 5_000;
    private static RepriseServer reprise;
    private static RestClient client;
    private static long lastId;

    enum Kind {
        START,
        STOP,
        RESUME,
        TWO_RESUMES,
        EDIT,
        LIMIT,
        NO_LIMIT,
        REACHED,
        AWAIT_MORE
    }

    /** @param number a limit, or which person */
    record Step(Kind kind, int number) {}

    static final class LongSearch implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return Boolean.getBoolean("lifecycle.long") ? SkipResult.doNotSkip() : SkipResult.skip("lifecycle.long");
        }
    }

    @BeforeContainer
    static void start() {
        reprise = RepriseServer.start(Map.of(
                "REPRISE_SANDBOX_CONTACTS",
                "0",
                "REPRISE_SANDBOX_LATENCY_MS",
                "5",
                "REPRISE_SANDBOX_REFUSED_PERCENT",
                "10",
                "REPRISE_SANDBOX_FLOOD_EVERY",
                "0"));
        client = new RestClient(reprise.baseUri());
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> String.valueOf(FIRST_PERSON + i))
                .collect(Collectors.joining("\n", "user_id\n", "\n"));
        var imported = client.send(
                "POST", "/contacts/import?session=model", BodyPublishers.ofString(people), "Content-Type", "text/csv");
        assertThat(imported.json().getInt("imported")).isEqualTo(PEOPLE);
    }

    @AfterContainer
    static void stop() {
        reprise.close();
    }

    @Property(tries = 15)
    void whateverIsDoneTheRulesHold(@ForAll("steps") List<Step> steps) {
        live(steps);
    }

    @Property(tries = 2_000)
    @AddLifecycleHook(LongSearch.class)
    void whateverIsDoneForLongTheRulesHold(@ForAll("steps") List<Step> steps) {
        live(steps);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(1, PEOPLE))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    private static void live(List<Step> steps) {
        var life = new Life(++lastId);
        steps.forEach(life::take);
        life.end();
    }

    /** A moment in which something was true, by the clock of this machine. */
    private record Moment(long asked, long answered) {}

    private static final class Life {
        private final long id;
        private final List<Moment> edits = new ArrayList<>();
        private final List<Moment> quiet = new ArrayList<>();
        private final Map<Long, Long> reached = new HashMap<>();
        private long quietSince;
        private long highestLimit = 5;
        private long processed;

        Life(long id) {
            this.id = id;
            edits.add(new Moment(0, 0));
            ok(client.post(
                    "/execute_campaign",
                    "{\"campaign_id\":" + id
                            + ",\"session\":\"model\",\"message\":\"text 0\",\"limit\":5,\"sleep_time\":0.02}"));
        }

        void take(Step step) {
            switch (step.kind) {
                case START -> begin("/campaigns/" + id + "/start");
                case RESUME -> begin("/resume_campaign/" + id);
                case TWO_RESUMES -> beginTwice();
                case STOP -> halt();
                case EDIT -> edit();
                case LIMIT -> limit(step.number);
                case NO_LIMIT -> noLimit();
                case REACHED -> recordReached(FIRST_PERSON + step.number - 1);
                case AWAIT_MORE -> {
                    long before = processed;
                    reprise.await(() -> !status().equals("running") || processed > before);
                }
            }
            status();
        }

        private String status() {
            var status = ok(client.get("/campaign_status/" + id)).json();
            long now = processed(status);
            assertThat(now).as("outcomes").isBetween(processed, highestLimit);
            assertThat(status.getJsonNumber("progress_percent").doubleValue()).isBetween(0.0, 100.0);
            processed = now;
            return status.getString("status");
        }

        private void begin(String path) {
            boolean running = status().equals("running");
            long asked = System.currentTimeMillis();
            var answer = client.post(path);
            assertThat(answer.status()).as(answer.body()).isIn(running ? List.of(200, 409) : List.of(200));
            if (answer.status() == 200) {
                begun(asked);
            }
        }

        private void beginTwice() {
            long asked = System.currentTimeMillis();
            var both = Stream.generate(() -> CompletableFuture.supplyAsync(() -> client.post("/resume_campaign/" + id)))
                    .limit(2)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .map(Answer::status)
                    .toList();
            assertThat(both).isSubsetOf(200, 409);
            if (both.contains(200)) {
                begun(asked);
            }
        }

        private void begun(long asked) {
            if (quietSince > 0) {
                quiet.add(new Moment(quietSince, asked));
                quietSince = 0;
            }
        }

        private void halt() {
            var stopped = ok(client.post("/stop_campaign/" + id)).json().getString("status");
            assertThat(stopped).isIn("stopped", "completed");
            if (quietSince == 0) {
                quietSince = System.currentTimeMillis();
            }
            assertThat(status()).isEqualTo(stopped);
        }

        private void edit() {
            long asked = System.currentTimeMillis();
            ok(client.post("/update_campaign/" + id, "{\"message\":\"text " + edits.size() + "\"}"));
            edits.add(new Moment(asked, System.currentTimeMillis()));
        }

        private void limit(int limit) {
            highestLimit = Math.max(highestLimit, limit);
            boolean stopped = status().equals("stopped");
            ok(client.post("/campaigns/" + id + "/update", "{\"limit\":\"" + limit + "\"}"));
            if (stopped && processed >= limit) {
                assertThat(status()).isEqualTo("completed");
            }
        }

        private void noLimit() {
            highestLimit = PEOPLE;
            ok(client.post("/campaigns/" + id + "/update", "{\"limit\":null}"));
        }

        private void recordReached(long person) {
            var answer = client.post("/campaigns/" + id + "/sent", "{\"user_id\":" + person + "}");
            assertThat(answer.status()).as(answer.body()).isIn(200, 409);
            if (answer.status() == 200) {
                reached.putIfAbsent(person, System.currentTimeMillis());
            }
        }

        /** Whoever is left hears of it; then it is looked at as a whole. */
        void end() {
            noLimit();
            reprise.await(() -> !status().equals("running"));
            begin("/resume_campaign/" + id);
            reprise.await(() -> !status().equals("running"));
            assertThat(status()).isEqualTo("completed");
            int sent = 0;
            int untouched = 0;
            for (long person = FIRST_PERSON; person < FIRST_PERSON + PEOPLE; person++) {
                var messages = messages(person);
                assertThat(messages).as("messages to %s", person).hasSizeLessThanOrEqualTo(1);
                sent += messages.size();
                untouched += reached.containsKey(person) && messages.isEmpty() ? 1 : 0;
                for (var message : messages) {
                    check(person, message);
                }
            }
            var status = ok(client.get("/campaign_status/" + id)).json();
            assertThat(status.getInt("sent_count")).isEqualTo(sent);
            assertThat(status.getInt("uncertain_count")).isZero();
            // of those recorded by hand some may have been refused before
            assertThat(processed).isBetween((long) PEOPLE - untouched, (long) PEOPLE);
        }

        private void check(long person, JsonObject message) {
            long at = java.time.Instant.parse(message.getString("at")).toEpochMilli();
            assertThat(quiet)
                    .as("while it was stopped, at %s", at)
                    .noneMatch(pause -> at > pause.asked && at < pause.answered);
            assertThat(at)
                    .as("after %s was recorded", person)
                    .isLessThanOrEqualTo(reached.getOrDefault(person, Long.MAX_VALUE));
            int text = Integer.parseInt(message.getString("text").substring("text ".length()));
            for (int later = text + 1; later < edits.size(); later++) {
                assertThat(at).as("text %s after edit %s", text, later).isLessThanOrEqualTo(edits.get(later).answered);
            }
        }

        private List<JsonObject> messages(long person) {
            return ok(client.get("/sandbox/model/inbox/" + person))
                    .json()
                    .getJsonArray("messages")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(message -> message.getJsonNumber("reference").longValue() == id)
                    .toList();
        }
    }

    private static long processed(JsonObject status) {
        return Stream.of("sent_count", "failed_count", "uncertain_count")
                .mapToLong(name -> status.getJsonNumber(name).longValue())
                .sum();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
