package org.reprise.campaign;

import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.reprise.message.StoredExtras;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.StoredFiles;

/** Sweeps away, hourly, the files that no revision of any campaign names. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UnusedFiles extends HourlySweep {
    private static final String UNDONE =
            "Files that no campaign names are still there; an hour later they are looked at";
    private static final Statements SQL = Statements.of("campaign");

    @Inject
    private Storage storage;

    @Inject
    private StoredFiles files;

    @Inject
    private Clock clock;

    /** The container calls it: enterprise beans have a public constructor without parameters. */
    public UnusedFiles() {
        super(1, UNDONE);
    }

    UnusedFiles(Storage storage, StoredFiles files, Clock clock) {
        super(UNDONE);
        this.storage = storage;
        this.files = files;
        this.clock = clock;
    }

    /** Without any campaign nothing is removed: it may be another database that we look into. */
    @Override
    void takeAway() throws IOException {
        boolean anyCampaign = storage.read(handle -> handle.createQuery(SQL.get("any"))
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
        if (anyCampaign) {
            files.sweep(clock.instant(), this::named);
        }
    }

    private Set<String> named() {
        return storage.read(handle -> {
            var named = new HashSet<String>();
            handle.createQuery(SQL.get("extras")).mapTo(String.class).forEach(stored -> {
                var attachment = StoredExtras.restored(stored).attachment();
                if (attachment != null && attachment.isFile()) {
                    named.add(attachment.file());
                }
            });
            return named;
        });
    }
}
