package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.reprise.RepriseVersion;
import org.reprise.Settings;
import org.reprise.access.CurrentCaller;
import org.reprise.session.SilentSenders;
import org.reprise.storage.DatabaseProbe;
import org.reprise.storage.DatabaseTrouble;
import org.reprise.storage.FreeSpace;

/** How the installation does, as {@code /health} tells it to programs. */
@Named
@RequestScoped
public class SystemPanel {
    @Inject
    private DatabaseProbe database;

    @Inject
    private FreeSpace space;

    @Inject
    private SilentSenders senders;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Settings settings;

    @Inject
    private Words words;

    private DatabaseTrouble trouble;
    private boolean asked;

    /** What is wrong with it, by its name in the bundle; null: it works. */
    public String getTrouble() {
        if (!asked) {
            trouble = database.ask().orElse(null);
            asked = true;
        }
        return trouble == null ? null : trouble.toString();
    }

    public boolean isSpaceLow() {
        return space.isKnown() && space.isLow();
    }

    public String getSpace() {
        return space.isKnown() ? words.of("system.disk.free", space.bytes() >> 20) : words.of("system.disk.unknown");
    }

    /** By name. */
    public List<String> getSilent() {
        return senders.names(caller::maySee);
    }

    /** The one of accounts that chose none. */
    public String getZone() {
        return settings.web().zone().getId();
    }

    public String getVersion() {
        return RepriseVersion.current();
    }
}
