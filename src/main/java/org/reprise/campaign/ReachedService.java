package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.audience.ImportFiles;
import org.reprise.audience.ImportReport.Lines;
import org.reprise.audience.LineLog;
import org.reprise.audience.UserIdRows;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.DeliveryLedger;

/** Records people as reached by other means: no run writes to them. */
@ApplicationScoped
public class ReachedService {
    private static final Logger LOG = Logger.getLogger(ReachedService.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int BATCH = 2_000;

    private final CampaignStore store;
    private final ImportFiles files;
    private final DeliveryLedger ledger;
    private final Audit audit;
    private final Quotas quotas;

    @Inject
    public ReachedService(CampaignStore store, ImportFiles files, DeliveryLedger ledger, Audit audit, Quotas quotas) {
        this.store = store;
        this.files = files;
        this.ledger = ledger;
        this.audit = audit;
        this.quotas = quotas;
    }

    /**
     * What became of a file's rows.
     *
     * @param recorded people whom no run reaches any more
     * @param known people of whom the campaign has a record already
     * @param rejects rows that say nothing
     */
    public record Report(long recorded, long known, Lines rejects) {}

    /**
     * Deliveries of a state, by user id, from the first above {@code after}.
     *
     * @throws CampaignRefused unknown
     */
    public List<Delivery> page(long campaign, Delivery.State state, long after, int size) {
        return ledger.page(store.find(campaign).id(), state, after, size);
    }

    /**
     * Records one.
     *
     * @throws CampaignRefused unknown; conflict when a run is about to reach them, or waits for the reply
     */
    @Needs(Role.OPERATOR)
    public void record(long campaign, long user) {
        long account = store.find(campaign).accountId();
        var elsewhere = ledger.reachedElsewhere(
                campaign,
                List.of(user),
                added -> note(
                        account, campaign, added, JSON.createObjectBuilder().add("user_id", String.valueOf(user))));
        if (!elsewhere.claimed().isEmpty()) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("campaign.reached", String.valueOf(campaign), String.valueOf(user)));
        }
    }

    private void note(long account, long campaign, int added, JsonObjectBuilder after) {
        if (added > 0) {
            audit.note(
                    account,
                    AuditAction.RECIPIENTS_RECORDED,
                    Subject.of("campaign", campaign),
                    Change.to(after.build()));
        }
    }

    /**
     * Records those of a file of user ids, once the whole file is here: a batch a transaction. When that breaks off,
     * the batches before stay; the same file can simply be handed in again.
     *
     * @param declared how somebody says that the file is encoded, or null
     * @throws CampaignRefused unknown
     * @throws org.reprise.audience.ImportRefused when the file is none of user ids: nothing was recorded
     * @throws IOException when its sender did not send it to its end, and nothing was recorded, or when it could not be
     *     read again: the batches before that stay
     * @throws org.reprise.access.AccessRefused when as many of the caller's imports go on as may
     */
    @Needs(Role.OPERATOR)
    public Report record(long campaign, InputStream csv, Charset declared) throws IOException {
        long account = store.find(campaign).accountId();
        var importing = quotas.beginImport();
        try {
            var kept = files.keep(csv);
            try {
                return record(new Work(account, campaign), kept, declared);
            } finally {
                files.drop(kept);
            }
        } finally {
            importing.close();
        }
    }

    private Report record(Work work, Path file, Charset declared) throws IOException {
        try (var rows = UserIdRows.of(file, declared)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                work.take(row);
            }
        }
        var report = work.finish();
        LOG.info(() ->
                "campaign " + work.campaign + ": " + report.recorded + " people were recorded as reached elsewhere, "
                        + report.known + " were known, " + report.rejects.count() + " rows rejected"
                        + store.by());
        return report;
    }

    /** The state of one file. */
    private final class Work {
        private final long account;
        private final long campaign;
        /** The line of each, for those that are rejected after all. */
        private final Map<Long, Long> batch = new LinkedHashMap<>();

        private final LineLog rejects = new LineLog();
        private long recorded;
        private long known;

        Work(long account, long campaign) {
            this.account = account;
            this.campaign = campaign;
        }

        void take(UserIdRows.Row row) {
            if (row.reason() != null) {
                rejects.add(row.line(), row.reason());
            } else if (batch.putIfAbsent(row.userId(), row.line()) != null) {
                known++;
            }
            if (batch.size() == BATCH) {
                write();
            }
        }

        Report finish() {
            write();
            return new Report(recorded, known, rejects.lines());
        }

        private void write() {
            if (batch.isEmpty()) {
                return;
            }
            var elsewhere = ledger.reachedElsewhere(
                    campaign,
                    batch.keySet(),
                    added -> note(
                            account, campaign, added, JSON.createObjectBuilder().add("recipients", added)));
            recorded += elsewhere.recorded();
            known += batch.size() - elsewhere.recorded() - elsewhere.claimed().size();
            batch.forEach((user, line) -> {
                if (elsewhere.claimed().contains(user)) {
                    rejects.add(
                            line,
                            LocalizedMessage.of("campaign.reached", String.valueOf(campaign), String.valueOf(user)));
                }
            });
            batch.clear();
        }
    }
}
