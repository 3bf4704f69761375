package org.reprise.delivery.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.telegram.Session;

/** Writes recipients as CSV, a stretch at a time: neither memory nor a transaction holds them all. */
@ApplicationScoped
public class RecipientsCsv {
    private static final int STRETCH = 2_000;

    /** Tells spreadsheets that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Recipients recipients;
    private final OpenRecipients open;
    private final Quotas quotas;
    private final Audit audit;

    @Inject
    public RecipientsCsv(Recipients recipients, OpenRecipients open, Quotas quotas, Audit audit) {
        this.recipients = recipients;
        this.open = open;
        this.quotas = quotas;
        this.audit = audit;
    }

    /**
     * Writes everybody whom the filter lets pass, with a header row; times are ISO-8601 in UTC. What a spreadsheet
     * would take for a formula gets an apostrophe before it, which an import takes off again.
     *
     * @throws IOException when the reader went away
     * @throws org.reprise.access.AccessRefused too often; nothing was written
     */
    @Needs(Role.VIEWER)
    public void write(Recipients.Filter filter, Writer out) throws IOException {
        note(
                filter.session(),
                filter.campaign(),
                filter.state() == null ? "all" : filter.state().name().toLowerCase(Locale.ROOT));
        write(out, last -> recipients.after(filter, last, STRETCH));
    }

    /** The same of those who were not written to yet. */
    @Needs(Role.VIEWER)
    public void write(OpenRecipients.Filter filter, Writer out) throws IOException {
        note(filter.session(), filter.campaign(), "open");
        write(out, last -> open.page(filter, last == null ? 0 : last.userId(), 0, STRETCH));
    }

    /** Before anything is read: what is not recorded is not handed out. */
    private void note(Session session, long campaign, String outcome) {
        quotas.export();
        audit.note(
                session.accountId(),
                AuditAction.EXPORTED,
                Subject.of("campaign", campaign),
                Change.to(Json.createObjectBuilder().add("outcome", outcome).build()));
    }

    private static void write(Writer out, Function<Recipient, List<Recipient>> next) throws IOException {
        out.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "user_id", "username", "first_name", "last_name", "outcome", "reason", "words", "revision", "at");
        Recipient last = null;
        List<Recipient> stretch;
        do {
            stretch = next.apply(last);
            for (var recipient : stretch) {
                csv.writeRecord(row(recipient));
                last = recipient;
            }
        } while (stretch.size() == STRETCH);
        csv.flush();
    }

    private static List<String> row(Recipient recipient) {
        return List.of(
                String.valueOf(recipient.userId()),
                SpreadsheetText.harmless(recipient.username()),
                SpreadsheetText.harmless(recipient.firstName()),
                SpreadsheetText.harmless(recipient.lastName()),
                recipient.state() == null ? "open" : recipient.state().name().toLowerCase(Locale.ROOT),
                SpreadsheetText.harmless(
                        recipient.reason() == null ? null : recipient.reason().words()),
                SpreadsheetText.harmless(recipient.words()),
                String.valueOf(recipient.revision()),
                recipient.at() == null ? "" : recipient.at().toString());
    }
}
