package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.telegram.StoredFiles;

/** Takes the files that operators attach to messages. */
@ApplicationScoped
public class FileService {
    private final StoredFiles files;
    private final Quotas quotas;
    private final Audit audit;

    @Inject
    public FileService(StoredFiles files, Quotas quotas, Audit audit) {
        this.files = files;
        this.quotas = quotas;
        this.audit = audit;
    }

    /**
     * As {@link StoredFiles#keep}. A file that was kept and could not be recorded has no name that anybody knows: it is
     * swept away like others that no campaign names.
     *
     * @throws org.reprise.access.AccessRefused too often: the caller's bytes of the day are used up
     */
    @Needs(Role.OPERATOR)
    public String keep(InputStream content) throws IOException {
        quotas.requireFileBytes();
        var counted = new CountedInput(content);
        String hash;
        try {
            hash = files.keep(counted);
        } finally {
            // what came to nothing was sent and written all the same
            quotas.fileBytes(counted.bytes);
        }
        audit.note(AuditAction.FILE_KEPT, new Subject("file", hash), Change.NONE);
        return hash;
    }

    private static final class CountedInput extends FilterInputStream {
        private long bytes;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
