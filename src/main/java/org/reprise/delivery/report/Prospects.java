package org.reprise.delivery.report;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.reprise.audience.Audience;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactRow;
import org.reprise.audience.Headcount;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.Sample;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.Rule;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.RecentMessages;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * The contacts of a session as a campaign would meet them now. Reads each of them, or of many those who are drawn: for
 * who asks, not for each look.
 */
@Dependent
public class Prospects {
    private static final int FETCHED = 1_000;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final RecentMessages recent;

    @Inject
    public Prospects(Storage storage, RecentMessages recent) {
        this.storage = storage;
        this.recent = recent;
    }

    /**
     * @param campaign 0: one that is not there yet
     * @param sample which of the contacts are read
     */
    public record Plan(long campaign, Session session, Targeting targeting, Sample sample) {}

    /**
     * What is the same of some contacts, in the order in which it decides: {@code EligibilityRules}.
     *
     * @param entry what the campaign's ledger has of them; null: nothing
     * @param unmet the number of the first of {@link Targeting#demands} that they do not meet; -1: none
     * @param leftOut null: they are not
     * @param capped whether they had as many messages as the account's cap allows
     */
    public record Facts(State entry, int unmet, Cause leftOut, boolean capped) {
        public static final Facts ELIGIBLE = new Facts(null, -1, null, false);

        /** Whether they are meant, and not left out. */
        public boolean areSelected() {
            return unmet < 0 && leftOut == null;
        }

        /** Whether the campaign has them before it, sooner or later. */
        public boolean areOpen() {
            return entry == null && areSelected();
        }
    }

    /** @param people of those who are read */
    public record Group(Facts facts, long people) {}

    /** Every contact of the session that is read is in one of them. */
    public List<Group> groups(Plan plan) {
        return storage.read(handle -> query(handle, "prospects", plan)
                .map((row, context) -> new Group(facts(row), row.getLong("people")))
                .list());
    }

    /** Some of those of whom these facts hold, in the order of user ids. */
    public List<Contact> some(Plan plan, Facts facts, int size) {
        return storage.read(handle -> query(handle, "some-prospects", plan)
                .bind("wasEntry", facts.entry == null ? "" : facts.entry.name())
                .bind("wasUnmet", facts.unmet)
                .bind("wasLeftOut", facts.leftOut == null ? "" : facts.leftOut.name())
                .bind("wasCapped", facts.capped)
                .bind("size", size)
                .map(new ContactRow())
                .list());
    }

    /**
     * Those who would be written to, with what placeholders may ask of them; one after the other, up to {@code size}.
     */
    public void eligible(Plan plan, int size, Consumer<Contact> take) {
        storage.read(handle -> {
            query(handle, "prospect-values", plan)
                    .bind("size", size)
                    .setFetchSize(FETCHED)
                    .map(ContactRow.ofValues())
                    .forEach(take);
            return null;
        });
    }

    private Query query(Handle handle, String statement, Plan plan) {
        var account = plan.session.accountId();
        var query = RecentMessages.define(handle.createQuery(sql.get(statement)), recent.counted(account));
        return Audience.unmetDemand(query, plan.targeting, plan.sample)
                .bind("campaign", plan.campaign)
                .bind("session", plan.session.id())
                .bind("account", account);
    }

    private static Facts facts(ResultSet row) throws SQLException {
        var entry = row.getString("entry");
        var cause = row.getString("cause");
        return new Facts(
                entry == null ? null : State.valueOf(entry),
                row.getInt("unmet"),
                cause == null ? null : Cause.valueOf(cause),
                row.getBoolean("capped"));
    }

    /** How many of whom the plan would write to meet another rule, too. */
    public Headcount overlap(Plan plan, Rule other) {
        return plan.sample.of(storage.read(handle -> Audience.other(
                        Audience.selected(
                                handle.createQuery(sql.get("overlap")), plan.session, plan.targeting, plan.sample),
                        other,
                        plan.sample)
                .bind("campaign", plan.campaign)
                .mapTo(Long.class)
                .one()));
    }
}
