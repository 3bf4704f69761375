import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.DeserializationFeature;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.reprise.client.ApiClient;
import org.reprise.client.ApiException;
import org.reprise.client.CampaignsApi;
import org.reprise.client.RootApi;
import org.reprise.client.model.Button;
import org.reprise.client.model.CampaignSettings;
import org.reprise.client.model.CampaignStatus;
import org.reprise.client.model.Execute;
import org.reprise.client.model.Format;
import org.reprise.client.model.Problem;
import org.reprise.client.model.Update;

/** What the existing clients do, in their order, by a client that is generated from openapi.yaml. */
public class Flow {
    private static final long ID = 998;
    private static final String KEY = null;

    public static void main(String[] args) throws Exception {
        // no member that is not described
        var mapper = ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var client = new ApiClient(ApiClient.createDefaultHttpClientBuilder(), mapper, args[0]);
        var root = new RootApi(client);
        root.executeCampaign(
                new Execute()
                        .campaignId(ID)
                        .session("test_session_string")
                        .message("<b>Hello</b>")
                        .format(Format.HTML)
                        .silent(true)
                        .protect(true)
                        .buttons(List.of(List.of(new Button().label("Shop").url("https://example.org/"))))
                        .limit(5L)
                        .sleepTime(BigDecimal.ONE),
                KEY);
        var before = root.getCampaignData(ID).getData();
        expect("message", "<b>Hello</b>", before.getMessage());
        // what is not set stays as it is
        root.updateCampaign(ID, new Update().limit(10L), null, KEY);
        expect("data", before.limit(10L).updatedAt(null), root.getCampaignData(ID).getData().updatedAt(null));
        expect("stopped", "stopped", root.stopCampaign(ID, KEY).getStatus());
        expect("updated", "updated", root.updateCampaign(ID, asUpdate(before), null, KEY).getStatus());
        expect("resumed", "resumed", root.resumeCampaign(ID, KEY, null).getStatus());
        try {
            root.updateCampaign(ID, new Update().limit(0L), null, KEY);
            throw new AssertionError("a limit of 0 is taken");
        } catch (ApiException e) {
            var problem = mapper.readValue(e.getResponseBody(), Problem.class);
            expect("pointer", "/limit", problem.getPointer());
        }
        var status = root.getCampaignStatus(ID);
        while (status.getStatus() == CampaignStatus.RUNNING) {
            MILLISECONDS.sleep(50);
            status = root.getCampaignStatus(ID);
        }
        expect("status", CampaignStatus.COMPLETED, status.getStatus());
        expect("sent", 10L, status.getSentCount());
        var reached = new CampaignsApi(client).listReached(ID, null, null).getUsers();
        expect("people", 10, new HashSet<>(reached).size());
        root.getCampaignLogs(ID, null, null);
    }

    private static Update asUpdate(CampaignSettings data) {
        return new Update()
                .message("<i>Hello again</i>")
                .format(data.getFormat())
                .buttons(data.getButtons())
                .silent(data.getSilent())
                .protect(data.getProtect())
                .limit(data.getLimit())
                .sleepTime(new BigDecimal("0.05"))
                .session(data.getSession())
                .accountId(data.getAccountId());
    }

    private static void expect(String what, Object wanted, Object got) {
        if (!Objects.equals(wanted, got)) {
            throw new AssertionError(what + " is " + got + ", not " + wanted);
        }
    }
}
