package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry;
import org.reprise.access.AuditService;

/** What was done in the account, newest first. What is looked for and the page stand in the address. */
@Named
@ViewScoped
public class AuditPanel implements Serializable {
    private static final long serialVersionUID = 1;
    static final int SIZE = 50;

    @Inject
    private AuditService audit;

    @Inject
    private AuditCsv csv;

    @Inject
    private Words words;

    private String action;
    private String actor;
    private String campaign;
    private String from;
    private String until;
    private String after;
    private transient List<AuditEntry> entries;

    /** One more than is shown tells whether there are older ones. */
    private List<AuditEntry> read() {
        if (entries == null) {
            entries = audit.page(filter(), cursor(), SIZE + 1);
        }
        return entries;
    }

    public List<AuditEntry> getEntries() {
        return read().subList(0, Math.min(SIZE, read().size()));
    }

    private Audit.Filter filter() {
        return new Audit.Filter(
                AuditAction.named(action),
                actor,
                campaign == null ? null : new AuditEntry.Subject("campaign", campaign),
                begin(from, 0),
                begin(until, 1));
    }

    /** Days are the operator's; of the last one all counts. What is no day limits nothing. */
    private Instant begin(String day, int later) {
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(later)
                            .atStartOfDay(words.getZone())
                            .toInstant();
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    /** A field of the form that was left empty. */
    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Audit.Cursor cursor() {
        var parts = after == null ? new String[0] : after.split("-");
        try {
            return parts.length == 2
                    ? new Audit.Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]))
                    : Audit.Cursor.START;
        } catch (NumberFormatException noPlace) {
            return Audit.Cursor.START;
        }
    }

    /** Where the page with the next older ones is; null: there are none. */
    public String getOlder() {
        if (read().size() <= SIZE) {
            return null;
        }
        var last = read().get(SIZE - 1);
        return address(last.at().toEpochMilli() + "-" + last.id());
    }

    /** Where the newest ones are; null: here. */
    public String getNewest() {
        return cursor().equals(Audit.Cursor.START) ? null : address(null);
    }

    private String address(String place) {
        return new AddressQuery()
                .and("tab", "audit")
                .and("action", action)
                .and("actor", actor)
                .and("campaign", campaign)
                .and("from", from)
                .and("until", until)
                .and("after", place)
                .toString();
    }

    /** Sends what is looked for, of all pages, as it is read. */
    public void export() throws IOException {
        CsvDownload.send("audit.csv", out -> csv.write(filter(), out));
    }

    public List<String> getActions() {
        return Stream.of(AuditAction.values()).map(AuditAction::toString).toList();
    }

    /** What was done, in words. */
    public String what(AuditEntry entry) {
        return words.of("audit.action." + entry.action());
    }

    /** What it was done to, in words; those of later makes by the name that they have in the record. */
    public String subject(AuditEntry entry) {
        return entry.subject() == null
                ? ""
                : words.subject(entry.subject().kind(), entry.subject().id());
    }

    /** The campaign that it was done to; null: it was something else. */
    public String campaignOf(AuditEntry entry) {
        return entry.subject() != null && entry.subject().kind().equals("campaign")
                ? entry.subject().id()
                : null;
    }

    /** What is different since, a line each. */
    public List<String> changes(AuditEntry entry) {
        return new AuditChange(Words::find).lines(entry.before(), entry.after());
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = blankAsNull(action);
    }

    public String getActor() {
        return actor;
    }

    public void setActor(String actor) {
        this.actor = blankAsNull(actor);
    }

    public String getCampaign() {
        return campaign;
    }

    public void setCampaign(String campaign) {
        this.campaign = blankAsNull(campaign);
    }

    /** Then nothing is found. */
    public boolean isCampaignWrong() {
        return campaign != null && !campaign.matches("[0-9]{1,18}");
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = blankAsNull(from);
    }

    public String getUntil() {
        return until;
    }

    public void setUntil(String until) {
        this.until = blankAsNull(until);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = blankAsNull(after);
    }
}
