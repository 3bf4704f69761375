package org.reprise.restore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** The campaigns that may have reached people whom the database does not know. */
@ApplicationScoped
public class MaybeReached {
    private final Statements sql = Statements.of("restore");
    private final Storage storage;
    private final CurrentCaller caller;

    @Inject
    public MaybeReached(Storage storage, CurrentCaller caller) {
        this.storage = storage;
        this.caller = caller;
    }

    static Doubt doubt(ResultSet row, StatementContext context) throws SQLException {
        long campaign = row.getLong("campaign_id");
        long people = row.getLong("people");
        return new Doubt(campaign, row.wasNull() ? null : people);
    }

    /** By campaign, ascending: of the caller's account, or of all for whoever decides about them as one. */
    public List<Doubt> all() {
        return storage.read(handle -> handle.createQuery(sql.get("doubts"))
                .bind("scope", caller.runsInstallation() ? null : caller.scope())
                .map(MaybeReached::doubt)
                .list());
    }

    public Optional<Doubt> of(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("doubt-of"))
                .bind("campaign", campaign)
                .map(MaybeReached::doubt)
                .findOne());
    }

    /**
     * What a campaign that the database does not know is asked: while nobody knows what was lost, it may be one of
     * that.
     */
    public Optional<Doubt> ofUnknown(long campaign) {
        return of(campaign)
                .or(() -> notice().filter(notice -> notice.reason() == Reason.ELSEWHERE)
                        .map(notice -> new Doubt(campaign, null)));
    }

    /**
     * Whether it stands for a campaign that the database does not know, and that is not the caller's to decide about.
     */
    public boolean isOfOthers(long campaign) {
        return !caller.maySee(Caller.FIRST_ACCOUNT) && of(campaign).isPresent();
    }

    /** An operator confirmed it. In the transaction that the caller is in. */
    public void settle(long campaign) {
        storage.write(handle -> handle.createUpdate(sql.get("settle"))
                .bind("campaign", campaign)
                .execute());
    }

    /** Empty: none stands. */
    public Optional<Notice> notice() {
        return storage.read(handle -> handle.createQuery(sql.get("installation"))
                .map((row, context) -> Notice.of(row.getString("notice"), row.getLong("noticed_at")))
                .findOne()
                .flatMap(notice -> notice));
    }

    /**
     * Settles all of them, and the notice: this database is the right one.
     *
     * @param campaigns how many an operator saw
     * @return what was settled; empty when another number is open by now: nothing was done
     */
    public Optional<List<Doubt>> accept(int campaigns) {
        return storage.write(handle -> {
            handle.createUpdate(sql.get("lock-notice")).execute();
            var open = all();
            if (open.size() != campaigns) {
                return Optional.empty();
            }
            handle.createUpdate(sql.get("settle-all")).execute();
            handle.createUpdate(sql.get("accept")).execute();
            return Optional.of(open);
        });
    }
}
