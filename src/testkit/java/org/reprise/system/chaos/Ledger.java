package org.reprise.system.chaos;

import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What stands in Reprise's tables about a campaign, read past Reprise. */
final class Ledger {
    final Map<Long, Row> rows = new HashMap<>();
    final Map<Integer, String> texts = new HashMap<>();
    final Map<Integer, Long> sentByRevision = new HashMap<>();
    final Set<Long> optedOut = new HashSet<>();

    /** Sent, failed, and what has a reason, as the tables have it that pages read instead of millions of deliveries. */
    final Map<String, Long> sums = new HashMap<>();

    record Row(String state, String reason, int revision, int run) {}

    /** Takes a row of a result. */
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    Ledger(Surroundings surroundings, long campaign) throws SQLException {
        read(
                surroundings,
                "select user_id, state, reason, revision, run from delivery where campaign_id = " + campaign,
                row -> rows.put(
                        row.getLong(1), new Row(row.getString(2), row.getString(3), row.getInt(4), row.getInt(5))));
        read(surroundings, "select number, text, sent_count from revision where campaign_id = " + campaign, row -> {
            texts.put(row.getInt(1), row.getString(2));
            sentByRevision.put(row.getInt(1), row.getLong(3));
        });
        read(surroundings, "select user_id from opt_out", row -> optedOut.add(row.getLong(1)));
        read(
                surroundings,
                "select coalesce(sum(sent), 0), coalesce(sum(failed), 0) from outcome_in_time where campaign_id = "
                        + campaign,
                row -> {
                    sums.put("sent in time", row.getLong(1));
                    sums.put("failed in time", row.getLong(2));
                });
        read(
                surroundings,
                "select state, sum(deliveries) from outcome_reason where campaign_id = " + campaign + " group by state",
                row -> sums.put(row.getString(1) + " with a reason", row.getLong(2)));
    }

    private static void read(Surroundings surroundings, String query, Reader reader) throws SQLException {
        try (var connection = surroundings.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                reader.read(found);
            }
        }
    }

    Set<Long> in(String state) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().state.equals(state))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    long sum(String of) {
        return sums.getOrDefault(of, 0L);
    }
}
