package org.reprise.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reprise.testing.fakebot.Accepted;

/** Compares what Telegram accepted with what the ledger says, and that with what operators are shown. */
final class Judgement {
    /** Claims without an outcome at 1,000 messages a second: what a crash may leave in doubt. */
    private static final int WINDOW = 250;

    private record Row(String state, String reason, int revision) {}

    private final ChaosRound round;

    Judgement(ChaosRound round) {
        this.round = round;
    }

    /** @return a line for the report */
    String pass() throws SQLException {
        var accepted = round.telegram().record();
        var rows = ledger();
        var sent = in("SENT", rows);
        var uncertain = in("UNCERTAIN", rows);
        var reached = accepted.stream().map(Accepted::chat).collect(Collectors.toSet());
        assertThat(accepted).as("nobody twice").hasSameSizeAs(reached);
        assertThat(rows).as("nobody lost").hasSize(round.recipients());
        assertThat(in("CLAIMED", rows)).as("every claim is settled").isEmpty();
        assertThat(reached).as("whoever is sent was reached").containsAll(sent);
        var inDoubt = new HashSet<>(reached);
        inDoubt.removeAll(sent);
        assertThat(uncertain).as("whoever was reached is sent, or in doubt").containsAll(inDoubt);
        assertThat(in("FAILED", rows))
                .allSatisfy(user -> assertThat(rows.get(user).reason).isNotBlank());
        judgeDoubt(uncertain);
        judgeTexts(accepted);
        judgeCounts(rows, sent, uncertain);
        return String.format(
                "%d sent, %d failed, %d uncertain (%d of them arrived), %d kills",
                sent.size(), in("FAILED", rows).size(), uncertain.size(), inDoubt.size(), round.kills());
    }

    /** In doubt is who was in flight when something broke, and nobody else. */
    private void judgeDoubt(Set<Long> uncertain) {
        var unanswered = new HashSet<>(round.telegram().unanswered());
        var byCrash =
                uncertain.stream().filter(user -> !unanswered.contains(user)).toList();
        assertThat(byCrash).as("in doubt for a crash").hasSizeLessThanOrEqualTo(round.kills() * WINDOW);
    }

    private void judgeTexts(Iterable<Accepted> accepted) {
        assertThat(accepted)
                .as("every text was the current one")
                .allMatch(message -> round.edits.wasCurrent(message.text(), message.at()));
    }

    private void judgeCounts(Map<Long, Row> rows, Set<Long> sent, Set<Long> uncertain) {
        var status = round.client().status(ChaosRound.CAMPAIGN);
        assertThat(status.getString("status")).isEqualTo("completed");
        assertThat(status.getInt("sent_count")).isEqualTo(sent.size());
        assertThat(status.getInt("uncertain_count")).isEqualTo(uncertain.size());
        assertThat(status.getInt("failed_count")).isEqualTo(in("FAILED", rows).size());
        assertThat(round.client().sentUsers(ChaosRound.CAMPAIGN).stream().map(Long::valueOf))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    private static Set<Long> in(String state, Map<Long, Row> rows) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().state.equals(state))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<Long, Row> ledger() throws SQLException {
        var rows = new HashMap<Long, Row>();
        try (var connection = DriverManager.getConnection(round.url());
                var statement = connection.createStatement();
                var found = statement.executeQuery("select user_id, state, reason, revision from delivery"
                        + " where campaign_id = " + ChaosRound.CAMPAIGN)) {
            while (found.next()) {
                rows.put(found.getLong(1), new Row(found.getString(2), found.getString(3), found.getInt(4)));
            }
        }
        return rows;
    }
}
