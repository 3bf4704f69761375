package org.reprise.telegram;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.StartRefused;
import org.reprise.storage.OwnershipLost;

/** Opens the sessions that are connected when the server starts, and closes them when it stops. */
@Singleton
@Startup
@DependsOn({"GivingBack", "TdThreadFactory"})
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionOpening {
    private static final Logger LOG = Logger.getLogger(SessionOpening.class.getName());

    @Inject
    private Sessions sessions;

    @Inject
    @Any
    private Instance<SessionConnector> connectors;

    /** @throws org.reprise.storage.StorageUnavailable with nothing opened */
    public void open() {
        var ready =
                sessions.statuses().stream().filter(SessionStatus::isConnected).toList();
        for (var connector : connectors) {
            guarded("what logins via " + connector.via() + " left could not be cleared", connector::goUp);
            ready.stream()
                    .map(SessionStatus::session)
                    .filter(session -> session.via() == connector.via())
                    .forEach(session -> guarded(
                            "session " + session.name() + " could not be opened", () -> connector.open(session)));
        }
    }

    /** One that cannot be opened keeps no other, and not the server, from starting. */
    private static void guarded(String complaint, Runnable work) {
        try {
            work.run();
        } catch (StartRefused e) {
            // the key of all of them is not there
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> complaint);
        }
    }

    /** They are another server's now. */
    public void lost(@Observes OwnershipLost lost) {
        close();
    }

    @PreDestroy
    void close() {
        connectors.forEach(SessionConnector::goDown);
    }
}
