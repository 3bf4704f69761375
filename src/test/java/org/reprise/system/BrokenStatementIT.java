package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** A statement that is wrong is Reprise's own mistake: 500 with an id of the log, and no 503 to try again after. */
class BrokenStatementIT {
    private static final Pattern ID = Pattern.compile("db-[0-9a-f]{8}");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theAnswerNamesTheIdThatTheLogHas(TestDatabase database) throws Exception {
        var url = database.url();
        try (var reprise = RepriseServer.start(Map.of("REPRISE_DB_URL", url))) {
            var client = new RestClient(reprise.baseUri());
            assertThat(client.post("/campaigns", "{\"account_id\":1,\"session\":\"demo\",\"message_text\":\"Hello\"}")
                            .status())
                    .isEqualTo(201);
            try (var line = DriverManager.getConnection(url);
                    var statement = line.createStatement()) {
                statement.execute("alter table revision rename column sent_count to misspelt");
            }
            var answer = client.get("/campaigns/1/revisions");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
            var id = ID.matcher(answer.json().getString("detail"));
            assertThat(id.find()).isTrue();
            reprise.await(() -> reprise.log().contains("A statement of Reprise is wrong, " + id.group()));
            assertThat(reprise.statusOf("/health/ready")).isEqualTo(200);
        }
    }
}
