package org.reprise.system.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.system.chaos.CampaignUnderFire.WINDOW;
import static org.reprise.system.chaos.CampaignUnderFire.written;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.testing.fakebot.Accepted;

/** Compares what Telegram accepted of a campaign with what the ledger says, and that with what operators are shown. */
final class Judgement {
    private static final String CRASH = DeliveryReason.Noted.CRASHED.stored();
    private static final long MAX_FLIGHT = (Installation.REPLY_TIMEOUT_SECONDS + 5) * 1_000;
    private static final Pattern FIGURE = Pattern.compile(
            "id=\"campaign:(?:sent|failed|uncertainNow)\"[^>]*>(?:\\s*<p class=\"big\"><strong>)?([\\d,]+)<");

    private static final Pattern WITHOUT_JOURNAL =
            Pattern.compile("keeps no journal of what leaves|without its journal");

    /** So far may a thread for the network be behind, in milliseconds, when two processors have everything to do. */
    private static final int BEHIND = 100;

    /** Shorter than any start of the next process takes. */
    private static final long SOCKETS_ARE_READ = 1_000;

    /** A window is a quarter of a second's messages. */
    private static final int NEVER_READ = WINDOW * BEHIND / 250;

    private final Installation installation;
    private final ChaosRound round;
    private final CampaignUnderFire campaign;
    private final List<Accepted> accepted;
    private final Map<Long, Accepted> byChat;
    private final Ledger ledger;
    private final Set<Long> sent;
    private final Set<Long> failed;
    private final Set<Long> uncertain;
    private String doubt = "";

    private Judgement(Installation installation, ChaosRound round, CampaignUnderFire campaign, List<Accepted> accepted)
            throws SQLException {
        this.installation = installation;
        this.round = round;
        this.campaign = campaign;
        this.accepted = accepted;
        this.byChat = accepted.stream().collect(toMap(Accepted::chat, message -> message, (first, second) -> first));
        this.ledger = new Ledger(installation.surroundings, campaign.id);
        this.sent = ledger.in("SENT");
        this.failed = ledger.in("FAILED");
        this.uncertain = ledger.in("UNCERTAIN");
    }

    /** @return a line for the report */
    static String pass(Installation installation, ChaosRound round) throws SQLException {
        var record = installation.telegram.record();
        var lines = new StringBuilder();
        int judged = 0;
        for (var campaign : round.campaigns) {
            var own = record.stream()
                    .filter(message -> message.token().equals(campaign.bot.token())
                            && message.text().startsWith(campaign.mark()))
                    .toList();
            judged += own.size();
            lines.append(new Judgement(installation, round, campaign, own).pass());
        }
        assertThat(record).as("messages of these campaigns, and of no other").hasSize(judged);
        return lines.append(round.kills.size()).append(" kills").toString();
    }

    private String pass() {
        judgeRecipients();
        judgeFailures();
        judgeTexts();
        judgeCounts();
        return String.format(
                "%d sent, %d failed, %d uncertain (%d of them arrived, by crash %s), %d edits, %s; ",
                sent.size(),
                failed.size(),
                uncertain.size(),
                uncertain.stream().filter(byChat::containsKey).count(),
                judgeDoubt().values(),
                campaign.edits.size(),
                doubt);
    }

    private void judgeRecipients() {
        assertThat(accepted).as("nobody twice").hasSameSizeAs(byChat.keySet());
        assertThat(ledger.in("CLAIMED")).as("every claim is settled").isEmpty();
        assertThat(sent).as("whoever is sent was reached").allMatch(byChat::containsKey);
        var inDoubt = new HashSet<>(byChat.keySet());
        inDoubt.removeAll(sent);
        assertThat(uncertain).as("whoever was reached is sent, or in doubt").containsAll(inDoubt);
        var notAttempted = new HashSet<>(Installation.people(campaign.bot));
        notAttempted.removeAll(ledger.rows.keySet());
        assertThat(ledger.optedOut).as("nobody lost but who opted out").containsAll(notAttempted);
        assertThat(notAttempted).allMatch(this::wasRefused);
    }

    private void judgeFailures() {
        assertThat(failed)
                .allSatisfy(user -> assertThat(ledger.rows.get(user).reason()).isEqualTo("BLOCKED"))
                .as("failed is who was refused")
                .allMatch(this::wasRefused);
    }

    private boolean wasRefused(long user) {
        return round.refusedDivisors.stream().anyMatch(divisor -> user % divisor == 0);
    }

    /**
     * In doubt is who was in flight when something broke, and nobody else: either the fake gave no answer, or the
     * server was killed, and then no run leaves more than its window.
     *
     * @return how many a crash left in doubt, by run
     */
    private Map<Integer, Long> judgeDoubt() {
        var unanswered = new HashSet<>(installation.telegram.unanswered(campaign.bot.token()));
        var byCrash = uncertain.stream()
                .filter(user -> ledger.rows.get(user).reason().equals(CRASH))
                .collect(toSet());
        assertThat(uncertain)
                .filteredOn(user -> !byCrash.contains(user) && !unanswered.contains(user))
                .as("in doubt for no crash and no lost answer")
                .extracting(user -> user + ": " + ledger.rows.get(user))
                .isEmpty();
        assertThat(byCrash)
                .as("in doubt for a crash that came right after it arrived")
                .allMatch(user -> !byChat.containsKey(user)
                        || round.kills.stream()
                                .anyMatch(
                                        kill -> kill.mayHaveMet(byChat.get(user).at())));
        var byRun = byCrash.stream()
                .collect(groupingBy(user -> ledger.rows.get(user).run(), TreeMap::new, counting()));
        assertThat(byRun.values()).as("in doubt after a crash").allMatch(many -> many <= WINDOW);
        judgeWire(byCrash, unanswered);
        return byRun;
    }

    /**
     * Whose answer the fake wrote may still be in doubt: the answer is in the sender's socket, and its one thread for
     * the network is {@link #BEHIND}. Whose message the fake never read may be, too: its thread is as far behind, and
     * what it has not read is thrown away with the killed sender's socket ({@link #NEVER_READ}). Without a journal,
     * when its disk was full as the run began, it is the whole window.
     */
    private void judgeWire(Set<Long> byCrash, Set<Long> unanswered) {
        var wires = round.kills.stream().map(this::onTheWire).toList();
        var seen = wires.stream().flatMap(Set::stream).collect(toSet());
        seen.addAll(unanswered);
        var byRun = byCrash.stream()
                .filter(user -> !unanswered.contains(user))
                .collect(groupingBy(user -> ledger.rows.get(user).run(), TreeMap::new, counting()));
        doubt = "in doubt by run " + byRun + ", on the wire at the kills "
                + wires.stream().map(Set::size).toList();
        if (WITHOUT_JOURNAL.matcher(installation.server.log()).find()) {
            return;
        }
        long most = wires.stream().mapToLong(Set::size).max().orElse(0) + NEVER_READ;
        assertThat(byRun.values()).as(doubt).allMatch(many -> many <= most);
        assertThat(byCrash.stream().filter(user -> !seen.contains(user)).count())
                .as("in doubt, and not on the wire; " + doubt)
                .isLessThanOrEqualTo((long) NEVER_READ * round.kills.size());
    }

    private Set<Long> onTheWire(ChaosRound.Kill kill) {
        return new HashSet<>(installation.telegram.onTheWire(
                campaign.bot.token(), kill.down() - BEHIND, kill.dead() + SOCKETS_ARE_READ));
    }

    /**
     * Those that were in flight while an edit was answered arrive later with the text of before: no more than a window
     * of the run and one of another that was just stopped, and never after the time in which the run waits for a reply.
     */
    private void judgeTexts() {
        assertThat(accepted)
                .filteredOn(message -> !campaign.edits.wasCurrent(written(message), message.at(), MAX_FLIGHT))
                .as("every text was the current one")
                .isEmpty();
        var late = accepted.stream()
                .filter(message -> !campaign.edits.wasCurrent(written(message), message.at(), 0))
                .collect(groupingBy(CampaignUnderFire::written, counting()));
        assertThat(late.values()).as("in flight at an edit: " + late).allMatch(many -> many <= 2 * WINDOW);
        assertThat(sent)
                .as("every delivery names the revision it carried")
                .allMatch(user ->
                        ledger.texts.get(ledger.rows.get(user).revision()).equals(written(byChat.get(user))));
    }

    private void judgeCounts() {
        assertShown(installation.client.status(campaign.id));
        assertShown(installation.client.get("/campaign_data/" + campaign.id));
        assertThat(figuresOfThePage()).startsWith((long) sent.size(), (long) failed.size(), (long) uncertain.size());
        var listed = installation.client.sentUsers(campaign.id);
        // sets, for each of tens of thousands would be looked for in a list
        assertThat(listed.stream().map(Long::valueOf).collect(toSet())).isEqualTo(sent);
        assertThat(listed).hasSameSizeAs(sent);
        assertThat(ledger.sum("sent in time")).isEqualTo(sent.size());
        assertThat(ledger.sum("failed in time")).isEqualTo(failed.size());
        assertThat(ledger.sum("FAILED with a reason")).isEqualTo(failed.size());
        assertThat(ledger.sum("UNCERTAIN with a reason")).isEqualTo(uncertain.size());
        var byRevision =
                sent.stream().collect(groupingBy(user -> ledger.rows.get(user).revision(), counting()));
        assertThat(ledger.sentByRevision)
                .allSatisfy((number, many) -> assertThat(many).isEqualTo(byRevision.getOrDefault(number, 0L)));
    }

    private void assertShown(JsonObject shown) {
        assertThat(shown.getString("status")).isEqualTo("completed");
        assertThat(shown.getInt("sent_count")).isEqualTo(sent.size());
        assertThat(shown.getInt("failed_count")).isEqualTo(failed.size());
        assertThat(shown.getInt("uncertain_count", uncertain.size())).isEqualTo(uncertain.size());
    }

    private List<Long> figuresOfThePage() {
        var page = installation.client.exchange(
                "GET", "/campaign?id=" + campaign.id, null, BodyPublishers.noBody(), "Accept-Language", "en");
        return FIGURE.matcher(new String(page.body(), StandardCharsets.UTF_8))
                .results()
                .map(figure -> Long.valueOf(figure.group(1).replace(",", "")))
                .toList();
    }
}
