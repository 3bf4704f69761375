package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.message.Filling.Filled;
import org.reprise.message.FormattedText;
import org.reprise.message.Message;
import org.reprise.message.StoredExtras;
import org.reprise.message.StoredValues;
import org.reprise.message.TextFormat;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** What the ledger has of one person, over all campaigns of an account. */
@Dependent
public class PersonDeliveries {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    public PersonDeliveries(Storage storage) {
        this.storage = storage;
    }

    /**
     * What a campaign did for the person.
     *
     * @param name of the campaign; null: it has none
     * @param words Telegram's own, of a refusal that Reprise does not know; or null
     * @param revision 0: they were reached by other means
     * @param messageId Telegram's, in the chat with the person; null: not known
     * @param text of that revision, as it is for everybody, or as it was filled for the person; null: none was sent by
     *     the campaign, or it is not known any more
     */
    public record Past(
            long campaignId,
            String name,
            State state,
            Optional<DeliveryReason> reason,
            String words,
            int revision,
            Instant at,
            Long messageId,
            String text) {}

    /** Oldest first. */
    public List<Past> of(long account, long user) {
        return storage.read(handle -> handle.createQuery(sql.get("of-person"))
                .bind("account", account)
                .bind("user", user)
                .map(PersonDeliveries::past)
                .list());
    }

    /**
     * What a campaign did for the person, for people to look at.
     *
     * @param name of the campaign; null: it has none
     * @param sender the name of the session that it sends with
     * @param revision 0: they were reached by other means
     */
    public record Entry(
            long campaignId,
            String name,
            String sender,
            State state,
            Optional<DeliveryReason> reason,
            int revision,
            Instant at) {}

    /** Newest first, up to {@code size}. */
    public List<Entry> newest(long account, long user, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("newest-of-person"))
                .bind("account", account)
                .bind("user", user)
                .bind("size", size)
                .map((row, context) -> new Entry(
                        row.getLong("campaign_id"),
                        row.getString("name"),
                        row.getString("sender"),
                        State.valueOf(row.getString("state")),
                        DeliveryReason.of(row.getString("reason")),
                        row.getInt("revision"),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list());
    }

    private static Past past(ResultSet row, StatementContext context) throws SQLException {
        return new Past(
                row.getLong("campaign_id"),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                DeliveryReason.of(row.getString("reason")),
                row.getString("words"),
                row.getInt("revision"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getObject("message_id") == null ? null : (Long) row.getLong("message_id"),
                text(row));
    }

    private static String text(ResultSet row) throws SQLException {
        var filled = row.getString("filled");
        if (row.getString("text") == null || !row.getBoolean("personal")) {
            return row.getString("text");
        }
        var message = Message.accepted(
                row.getString("text"),
                TextFormat.valueOf(row.getString("format")),
                StoredExtras.restored(row.getString("extras")),
                true);
        return Optional.ofNullable(filled)
                .flatMap(values -> message.filled(StoredValues.restored(values)))
                .map(Filled::text)
                .map(FormattedText::text)
                .orElse(null);
    }

    /**
     * Takes away Telegram's own words of the refusals of one campaign, in one transaction.
     *
     * @return how many; 0: there are no more of any campaign
     */
    public int forgetWords(Instant before, int size) {
        var campaign = storage.read(handle -> handle.createQuery(sql.get("campaign-with-words"))
                .bind("before", before)
                .mapTo(Long.class)
                .findFirst());
        return campaign.map(id -> storage.write(handle -> {
                    handle.createUpdate(sql.get("lock")).bind("campaign", id).execute();
                    return handle.createUpdate(sql.get("forget-old-words"))
                            .bind("campaign", id)
                            .bind("before", before)
                            .bind("size", size)
                            .execute();
                }))
                .orElse(0);
    }

    /**
     * Takes away whatever is not needed to keep the person from a second message: Telegram's words about them, what it
     * calls their messages, and that an operator released them.
     *
     * @return whether there was anything
     */
    public boolean forget(Session session, long user) {
        return storage.write(handle -> {
            int words = handle.createUpdate(sql.get("forget-details"))
                    .bind("account", session.accountId())
                    .bind("user", user)
                    .execute();
            int releases = handle.createUpdate(sql.get("forget-release"))
                    .bind("session", session.id())
                    .bind("user", user)
                    .execute();
            return words + releases > 0;
        });
    }
}
