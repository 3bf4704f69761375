package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.telegram.StoredFiles;

/** Takes the files that operators attach to messages. */
@ApplicationScoped
public class FileService {
    private final StoredFiles files;
    private final Audit audit;

    @Inject
    public FileService(StoredFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /**
     * As {@link StoredFiles#keep}. A file that was kept and could not be recorded has no name that anybody knows: it is
     * swept away like others that no campaign names.
     */
    public String keep(InputStream content) throws IOException {
        var hash = files.keep(content);
        audit.note(AuditAction.FILE_KEPT, new Subject("file", hash), Change.NONE);
        return hash;
    }
}
