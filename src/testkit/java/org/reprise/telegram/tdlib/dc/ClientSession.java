package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;
import static org.reprise.telegram.tdlib.dc.TlWriter.written;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One session of a client under its key: it outlives connections, and remembers its answers to repeat them. What comes
 * is taken by the thread of its connection; updates are pushed by any thread.
 */
final class ClientSession {
    private static final int CONTAINER = 0x73f1f8dc;
    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int FUTURE_SALTS = 0xae500895;
    private static final int REMEMBERED = 10_000;
    private static final int A_DAY = 86_400;

    /** Of a message that a client asks about: as MTProto's msgs_state_info has them. */
    private static final byte NEVER_CAME = 1;

    private static final byte CAME_AND_ANSWERED = 4;

    final AuthKey key;
    private final long id;
    private final Requests requests;
    private final Map<Long, byte[]> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile Transport transport;
    private volatile boolean wantsUpdates;
    private volatile long salt;
    private long lastMessageId;
    private int contentMessages;

    ClientSession(AuthKey key, long id, Requests requests) {
        this.key = key;
        this.id = id;
        this.requests = requests;
    }

    /** Takes what a packet held, behind the session id. */
    void receive(Transport over, long withSalt, TlReader packet) throws IOException {
        boolean isNew = transport == null;
        boolean hasMoved = !isNew && transport != over;
        transport = over;
        salt = withSalt;
        long messageId = packet.number();
        packet.integer();
        var body = packet.raw(packet.integer());
        if (isNew) {
            send(
                    tl("new_session_created")
                            .with("first_msg_id", messageId)
                            .with("unique_id", ThreadLocalRandom.current().nextLong())
                            .with("server_salt", salt),
                    true);
        }
        message(messageId, body);
        if (hasMoved && wantsUpdates) {
            // Telegram repeats what the connection before had not delivered; here the client asks for it
            send(tl("updatesTooLong"), true);
        }
    }

    private void message(long messageId, byte[] body) throws IOException {
        var reader = new TlReader(body);
        if (reader.integer() != CONTAINER) {
            handle(messageId, body);
            return;
        }
        for (int left = reader.integer(); left > 0; left--) {
            long inner = reader.number();
            reader.integer();
            message(inner, reader.raw(reader.integer()));
        }
    }

    private void handle(long messageId, byte[] body) throws IOException {
        TlObject request;
        try {
            request = new TlReader(body).object();
        } catch (TlReader.Unknown unknown) {
            request = tl(unknown.getMessage());
        }
        switch (request.name()) {
            case "msgs_ack" -> {}
            case "ping", "ping_delay_disconnect" ->
                send(tl("pong").with("msg_id", messageId).with("ping_id", request.number("ping_id")), false);
            case "msgs_state_req" -> tellState(messageId, request.numbers("msg_ids"));
            case "msg_resend_req" -> repeatAnswers(request.numbers("msg_ids"));
            case "get_future_salts" -> send(futureSalts(messageId), false);
            case "destroy_auth_key" -> send(tl("destroy_auth_key_ok"), false);
            case "destroy_session" ->
                send(tl("destroy_session_ok").with("session_id", request.number("session_id")), false);
            default -> answer(messageId, request);
        }
    }

    private void answer(long messageId, TlObject request) throws IOException {
        var asked = request;
        boolean updates = true;
        while (asked.has("query")) {
            updates &= !asked.is("invokeWithoutUpdates");
            asked = asked.object("query");
        }
        wantsUpdates = wantsUpdates || updates;
        var question = asked;
        if (!requests.holdsUp(asked.name(), () -> answerLate(messageId, question))) {
            answerNow(messageId, asked);
        }
    }

    private void answerLate(long messageId, TlObject asked) {
        try {
            answerNow(messageId, asked);
        } catch (IOException e) {
            disconnect();
        }
    }

    private void answerNow(long messageId, TlObject asked) throws IOException {
        var answer = requests.answer(this, asked);
        if (answer != Method.SILENCE) {
            var result = new TlWriter()
                    .integer(RPC_RESULT)
                    .number(messageId)
                    .raw(written(answer))
                    .bytes();
            answers.put(messageId, result);
            send(result, 1, true);
        }
    }

    /**
     * An update that nobody asked for. It is dropped while no client is connected, or lost with its connection: the
     * difference will tell it.
     */
    void push(TlObject update) {
        if (transport != null && wantsUpdates) {
            try {
                send(update, true);
            } catch (IOException e) {
                disconnect();
            }
        }
    }

    void disconnect() {
        if (transport != null) {
            transport.close();
        }
    }

    private void tellState(long messageId, List<Long> asked) throws IOException {
        var states = new byte[asked.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = answers.containsKey(asked.get(i)) ? CAME_AND_ANSWERED : NEVER_CAME;
        }
        send(tl("msgs_state_info").with("req_msg_id", messageId).with("info", states), true);
        repeatAnswers(asked);
    }

    private void repeatAnswers(List<Long> asked) throws IOException {
        for (var messageId : asked) {
            if (answers.containsKey(messageId)) {
                send(answers.get(messageId), 1, true);
            }
        }
    }

    /** The salt in use is good for another day. */
    private byte[] futureSalts(long messageId) {
        int now = (int) Instant.now().getEpochSecond();
        return new TlWriter()
                .integer(FUTURE_SALTS)
                .number(messageId)
                .integer(now)
                .integer(1)
                .integer(now - A_DAY)
                .integer(now + A_DAY)
                .number(salt)
                .bytes();
    }

    private void send(byte[] answer, boolean content) throws IOException {
        send(answer, 1, content);
    }

    private void send(TlObject notice, boolean content) throws IOException {
        send(written(notice), 3, content);
    }

    /** @param kind of the message id: 1 answers a request, 3 does not */
    private synchronized void send(byte[] body, int kind, boolean content) throws IOException {
        long now = System.currentTimeMillis();
        long byClock = (now / 1000 << 32) + ((now % 1000 << 32) / 1000);
        lastMessageId = Math.max(byClock & -4, (lastMessageId & -4) + 4) + kind;
        int sequence = 2 * contentMessages + (content ? 1 : 0);
        contentMessages += content ? 1 : 0;
        transport.write(key.seal(new TlWriter()
                .number(salt)
                .number(id)
                .number(lastMessageId)
                .integer(sequence)
                .integer(body.length)
                .raw(body)
                .bytes()));
    }
}
