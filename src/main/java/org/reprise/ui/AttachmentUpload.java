package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.primefaces.event.FileUploadEvent;
import org.reprise.access.AccessRefused;
import org.reprise.campaign.FileService;
import org.reprise.telegram.StoredFiles;

/** Takes a file for the message that is being written. */
@Named
@RequestScoped
public class AttachmentUpload {
    private static final Logger LOG = Logger.getLogger(AttachmentUpload.class.getName());

    @Inject
    private FileService files;

    @Inject
    private Words words;

    /** The component's attribute {@code extras} is the {@link ExtrasForm} that the file is for. */
    public void take(FileUploadEvent event) {
        var component = event.getComponent();
        var extras = (ExtrasForm) component.getAttributes().get("extras");
        var name = event.getFile().getFileName();
        try (var content = event.getFile().getInputStream()) {
            extras.attach(files.keep(content), name);
        } catch (StoredFiles.TooLarge e) {
            Refusal.tell(component.getClientId(), words.of("extras.large"));
        } catch (AccessRefused refused) {
            Refusal.tell(component.getClientId(), words.say(refused.said()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "the file " + name + " could not be kept");
            Refusal.tell(component.getClientId(), words.of("extras.broken", name));
        }
    }
}
