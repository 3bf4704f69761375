package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlWriter.written;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One connection of a client: agrees on a key, or hands what comes under a key to its session. */
final class Connection {
    private static final int UNKNOWN_KEY = -404;
    private final Transport transport;
    private final Keys keys;
    private final Handshake handshake;

    /** The keys that were agreed on, and the sessions under them; they outlive connections. */
    static final class Keys {
        private final Map<Long, AuthKey> keys = new ConcurrentHashMap<>();
        private final Map<SessionId, ClientSession> sessions = new ConcurrentHashMap<>();
        private final ServerKey serverKey;
        private final Requests requests;

        private record SessionId(long key, long session) {}

        Keys(ServerKey serverKey, Requests requests) {
            this.serverKey = serverKey;
            this.requests = requests;
        }

        private ClientSession session(AuthKey key, long id) {
            return sessions.computeIfAbsent(new SessionId(key.id(), id), any -> new ClientSession(key, id, requests));
        }

        Iterable<ClientSession> sessions() {
            return sessions.values();
        }
    }

    Connection(Transport transport, Keys keys) {
        this.transport = transport;
        this.keys = keys;
        this.handshake = new Handshake(keys.serverKey);
    }

    /** Until the client or the data centre hangs up, which comes as an exception. */
    void serve() throws IOException {
        while (true) {
            var packet = transport.read();
            var reader = new TlReader(packet);
            long keyId = reader.number();
            if (keyId == 0) {
                agree(reader);
            } else if (keys.keys.containsKey(keyId)) {
                var key = keys.keys.get(keyId);
                var plain = new TlReader(key.open(packet));
                long salt = plain.number();
                keys.session(key, plain.number()).receive(transport, salt, plain);
            } else {
                transport.write(new TlWriter().integer(UNKNOWN_KEY).bytes());
            }
        }
    }

    private void agree(TlReader request) throws IOException {
        long messageId = request.number();
        request.integer();
        var answer = written(handshake.answer(request.object()));
        if (handshake.agreed() != null) {
            keys.keys.put(handshake.agreed().id(), handshake.agreed());
        }
        transport.write(new TlWriter()
                .number(0)
                .number((messageId & -4) + 1)
                .integer(answer.length)
                .raw(answer)
                .bytes());
    }
}
