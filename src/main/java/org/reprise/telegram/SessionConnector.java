package org.reprise.telegram;

import java.util.Optional;

/**
 * How the sessions of one gateway come and go. Keeps the secrets it needs in {@link Secrets}; the session's state is
 * its caller's to change, but for {@link SessionState#LOST}, which a gateway notes when it learns of it. Calls return
 * within half a minute.
 */
public interface SessionConnector {

    /** The sessions that it connects. */
    Session.Via via();

    /** The server starts: before anything else, and before any session is opened. */
    default void goUp() {}

    /**
     * Begins a login, or goes on with the one that was begun. A session that is connected already is not touched when
     * the credential is refused.
     *
     * @throws LoginRefused when Telegram does not take the credential
     */
    LoginStep connect(Session session, Credential credential);

    /**
     * Where the session's login stands; a QR code is renewed.
     *
     * @throws LoginRefused not awaited, when none was begun
     */
    LoginStep step(Session session);

    /** What is to be scanned now, if a scan is awaited; goes on with nothing. */
    default Optional<LoginStep.ScanNeeded> scan(Session session) {
        return Optional.empty();
    }

    /** At start-up and after a login: takes messages in, settles what an earlier process left. Returns at once. */
    void open(Session session);

    /** Whether what people write to the session comes in; answered from memory. */
    default Hearing hearing(Session session) {
        return new Hearing.Listening();
    }

    /**
     * What this installation lacks before anybody can be connected.
     *
     * @return empty when nothing is known to be missing
     */
    default Optional<Missing> missing() {
        return Optional.empty();
    }

    /** What an installation may lack. */
    enum Missing {
        /** Telegram's id and hash for this installation. */
        API_ID,
        /** Telegram's own library, where it is looked for; the system may have it elsewhere. */
        LIBRARY
    }

    /** By what name people find the session on Telegram, without @, as far as that is known in memory. */
    default Optional<String> username(Session session) {
        return Optional.empty();
    }

    /** Logs out as far as Telegram knows of it, takes nothing more in, and destroys the session's secrets. */
    void disconnect(Session session);

    /**
     * The server stops, or another one has taken its place: takes nothing more in, and closes what it has open in the
     * data directory, which may take some seconds. May be said twice.
     */
    default void goDown() {}
}
