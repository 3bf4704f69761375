package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.reprise.Said;
import org.reprise.audience.ImportReport.Reject;
import org.reprise.audience.UserIdRows;
import org.reprise.delivery.DeliveriesRecorded;
import org.reprise.delivery.DeliveryLedger;

/**
 * Records people as reached by other means, from a file of user ids of any length: a batch a transaction. What a file
 * that breaks off said before that stays; the same file can simply be handed in again.
 */
@ApplicationScoped
public class ReachedFile {
    private static final Logger LOG = Logger.getLogger(ReachedFile.class.getName());
    private static final int BATCH = 2_000;
    private static final int REJECTS_SHOWN = 100;

    private final CampaignDesk desk;
    private final DeliveryLedger ledger;
    private final Consumer<Object> tell;

    protected ReachedFile() {
        this(null, null, (Consumer<Object>) null);
    }

    @Inject
    ReachedFile(CampaignDesk desk, DeliveryLedger ledger, Event<Object> events) {
        this(desk, ledger, events::fire);
    }

    public ReachedFile(CampaignDesk desk, DeliveryLedger ledger, Consumer<Object> tell) {
        this.desk = desk;
        this.ledger = ledger;
        this.tell = tell;
    }

    /**
     * What became of a file's rows.
     *
     * @param recorded people whom no run reaches any more
     * @param known people of whom the campaign has a record already
     * @param rejected rows that say nothing
     * @param rejects the first 100 of them, in the order of the file
     */
    public record Report(long recorded, long known, long rejected, List<Reject> rejects) {}

    /**
     * @throws CampaignRefused unknown
     * @throws org.reprise.audience.ImportRefused when the file is none of user ids: nothing was recorded
     * @throws IOException when the file could not be read to its end; the batches before that stay
     */
    public Report record(long campaign, InputStream csv) throws IOException {
        desk.find(campaign);
        var rows = new UserIdRows(csv);
        var work = new Work(campaign);
        for (var row = rows.next(); row != null; row = rows.next()) {
            work.take(row);
        }
        var report = work.finish();
        LOG.info(() -> "campaign " + campaign + ": " + report.recorded + " people were recorded as reached elsewhere, "
                + report.known + " were known, " + report.rejected + " rows rejected");
        return report;
    }

    /** The state of one file. */
    private final class Work {
        private final long campaign;
        /** The line of each, for those that are rejected after all. */
        private final Map<Long, Long> batch = new LinkedHashMap<>();

        private final List<Reject> rejects = new ArrayList<>();
        private long recorded;
        private long known;
        private long rejected;

        Work(long campaign) {
            this.campaign = campaign;
        }

        void take(UserIdRows.Row row) {
            if (row.reason() != null) {
                reject(row.line(), row.reason());
            } else if (batch.putIfAbsent(row.userId(), row.line()) != null) {
                known++;
            }
            if (batch.size() == BATCH) {
                write();
            }
        }

        private void reject(long line, Said reason) {
            rejected++;
            if (rejects.size() < REJECTS_SHOWN) {
                rejects.add(new Reject(line, reason));
            }
        }

        Report finish() {
            write();
            return new Report(recorded, known, rejected, List.copyOf(rejects));
        }

        private void write() {
            if (batch.isEmpty()) {
                return;
            }
            var elsewhere = ledger.reachedElsewhere(campaign, batch.keySet());
            recorded += elsewhere.recorded();
            known += batch.size() - elsewhere.recorded() - elsewhere.claimed().size();
            batch.forEach((user, line) -> {
                if (elsewhere.claimed().contains(user)) {
                    reject(line, Said.of("campaign.reached", String.valueOf(campaign), String.valueOf(user)));
                }
            });
            long last = batch.keySet().stream().reduce((one, next) -> next).orElseThrow();
            batch.clear();
            if (elsewhere.recorded() > 0) {
                tell.accept(new DeliveriesRecorded(campaign, elsewhere.tally(), last));
            }
        }
    }
}
