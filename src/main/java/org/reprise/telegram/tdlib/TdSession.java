package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Identity;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.SendOutcome;

/** One login and everything that is heard of it. */
final class TdSession implements TdListener {
    private static final Logger LOG = Logger.getLogger(TdSession.class.getName());

    /** The login is gone for good. */
    static final String LOGGED_OUT = "Telegram has ended its login; connect it again";

    private static final String CONNECTION = "connectionState";
    private static final String LOCKED = "Can't lock file";

    /** For what TDLib answers from its database, or Telegram within moments. */
    static final Duration TIMEOUT = Duration.ofSeconds(25);

    /** For what TDLib waits out a flood wait for. */
    static final Duration FLOOD_TIMEOUT = Duration.ofSeconds(90);

    final Authorization authorization;
    final InFlightMessages flights;
    final UnsentAtRestart outbox;
    final People people = new People();
    final ChatLookups lookUps;
    final TdDatabase database;
    private final InboundQueue inbox;
    private final Owner owner;
    private final UpdateGap absence = new UpdateGap(this::askWhatWasMissed, this::markInbox);
    private final TdClient client;
    private final TimeSource time;
    private final Touch touch;
    private volatile boolean endIsOurs;
    private volatile boolean established;

    /** Null while it is caught up. */
    private volatile Instant behindSince;

    /** Whom it belongs to. An end against our will is told once, and why, on the receiving thread. */
    interface Owner {
        /** On a thread that may wait. When it returns, it is on disk. */
        void keep(List<Happening> happenings);

        /** Telegram was out of its sight for longer than a moment, or is so no more; on the receiving thread. */
        void inTouch(boolean inTouch);

        /** Telegram or the database refused it: an operator has to connect it again. */
        void lost(TdSession login, String why);

        /** Its client is of no more use; the login is as good as before. */
        void gone(TdSession login, String why);
    }

    /**
     * @param established whether the database holds a login; else one is about to be made
     * @param threads that may wait
     */
    TdSession(
            TdClients tdlib,
            TdDatabase database,
            boolean established,
            Settings settings,
            Executor threads,
            Owner owner) {
        this.database = database;
        this.established = established;
        this.owner = owner;
        this.time = tdlib.time();
        this.authorization = new Authorization(time);
        this.flights = new InFlightMessages(authorization::departures, time);
        this.lookUps = new ChatLookups(this, time);
        this.outbox = new UnsentAtRestart(time);
        this.behindSince = time.now();
        this.touch = new Touch(owner::inTouch, time.nanos());
        this.inbox = new InboundQueue(threads, happenings -> owner.keep(named(happenings)), time);
        var proxy = settings.telegram().proxy().map(TdProxy::request);
        this.client = tdlib.open(this);
        // Not awaited, and before the parameters: TDLib would call Telegram without the proxy.
        proxy.ifPresent(request -> client.ask(request, TIMEOUT));
        client.ask(parameters(settings.telegram()), TIMEOUT).whenComplete((ok, failure) -> {
            if (failure instanceof TdError error && isFinal(error)) {
                lose(error.getMessage());
            } else if (failure != null) {
                go(failure.getMessage());
            }
        });
    }

    /** A database that another process holds, such as an earlier deployment about to end, is free a little later. */
    private static boolean isFinal(TdError error) {
        return error.code() < 500
                && TdVerdict.pause(error).isEmpty()
                && !error.getMessage().contains(LOCKED);
    }

    private JsonObject parameters(Settings.Telegram telegram) {
        return TdRequest.of("setTdlibParameters")
                .add("use_test_dc", false)
                .add("database_directory", database.directory().toString())
                .add("files_directory", "")
                .add("database_encryption_key", database.key())
                .add("use_file_database", true)
                .add("use_chat_info_database", true)
                .add("use_message_database", true)
                .add("use_secret_chats", false)
                .add("api_id", telegram.apiId())
                .add("api_hash", telegram.apiHash().value())
                .add("system_language_code", "en")
                .add("device_model", "Reprise")
                .add("system_version", "1")
                .add("application_version", "1")
                .build();
    }

    @Override
    public void heard(JsonObject update) {
        authorization.heard(update);
        people.heard(update);
        switch (update.getString("@type")) {
            case "updateAuthorizationState" -> noticeLoss();
            case "updateConnectionState" ->
                absence.heard(update.getJsonObject("state").getString("@type").substring(CONNECTION.length()));
            case "updateNewMessage" -> message(update.getJsonObject("message"));
            case "updateMessageContent" -> edit(update);
            case "updateMessageSendSucceeded" -> sent(update);
            case "updateMessageSendFailed" -> notSent(update);
            case "updateChatMember" -> {
                var happening = InboundQueue.blockage(update);
                if (happening != null) {
                    inbox.add(happening);
                }
            }
            default -> {
                // told to the others, or of no interest
            }
        }
    }

    private void message(JsonObject message) {
        long chat = Messages.chat(message);
        if (Messages.isOutgoing(message)) {
            outbox.heard(message);
        } else if (people.hasChatWithHuman(chat)) {
            inbox.add(new Incoming.Wrote(Chat.unnamed(chat, Messages.at(message)), Messages.text(message)));
        }
    }

    /** The update says neither who wrote the message nor whether somebody edited it; TDLib knows both. */
    private void edit(JsonObject update) {
        long chat = Messages.chat(update);
        if (people.hasChatWithHuman(chat)
                && !Messages.said(update, "new_content").isBlank()) {
            var question = TdRequest.of("getMessage")
                    .add("chat_id", chat)
                    .add("message_id", update.getJsonNumber("message_id").longValue());
            inbox.add(client.ask(question.build(), TIMEOUT).handle(TdSession::edited));
        }
    }

    private static Happening edited(JsonObject message, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.WARNING, "TDLib does not tell what a message says since it was changed", failure);
            return null;
        }
        return Messages.isOutgoing(message) || !Messages.isEdited(message)
                ? null
                : new Incoming.Edited(
                        Chat.unnamed(Messages.chat(message), Messages.at(message)), Messages.text(message));
    }

    /** TDLib knows the names. Should it not tell them, what somebody wrote counts all the same. */
    private List<Happening> named(List<Happening> happenings) {
        var users = new HashMap<Long, CompletableFuture<JsonObject>>();
        happenings.stream()
                .filter(each -> each instanceof Incoming.Wrote || each instanceof Incoming.Edited)
                .forEach(
                        wrote -> users.computeIfAbsent(wrote.userId(), id -> client.ask(People.question(id), TIMEOUT)));
        return happenings.stream()
                .map(each -> named(each, users.get(each.userId())))
                .toList();
    }

    private static Happening named(Happening happening, CompletableFuture<JsonObject> user) {
        if (happening instanceof Incoming.Wrote wrote) {
            return new Incoming.Wrote(named(wrote.chat(), user), wrote.text());
        }
        return happening instanceof Incoming.Edited edited
                ? new Incoming.Edited(named(edited.chat(), user), edited.text())
                : happening;
    }

    private static Chat named(Chat chat, CompletableFuture<JsonObject> user) {
        return user.handle((known, failure) -> {
                    if (failure != null) {
                        LOG.log(Level.WARNING, "TDLib does not tell who " + chat.userId() + " is", failure);
                        return chat;
                    }
                    return People.chat(known, chat.firstMessageAt(), chat.lastMessageAt());
                })
                .join();
    }

    /** In touch, and what happened while away is on disk: nobody is written to who opted out meanwhile. */
    boolean isCaughtUp() {
        return authorization.isInTouch() && absence.isOver() && inbox.isCaughtUp();
    }

    Hearing hearing() {
        var since = behindSince;
        if (since == null) {
            return new Hearing.Listening();
        }
        return authorization.isInTouch()
                ? new Hearing.CatchingUp(since)
                : new Hearing.Deaf(Hearing.Cause.UNREACHABLE, since, null);
    }

    private void markInbox() {
        inbox.mark();
    }

    private void askWhatWasMissed() {
        client.ask(TdRequest.of("testGetDifference").build(), TIMEOUT).whenComplete((ok, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "TDLib does not ask what it missed, but waits for Telegram to tell it", failure);
            }
            absence.asked(time.nanos());
        });
    }

    /** What the answer to a message says of its recipient. */
    void noteOf(long recipient, SendOutcome outcome) {
        Incoming.toldBy(outcome, recipient, time.now()).ifPresent(inbox::add);
    }

    private void sent(JsonObject update) {
        var message = update.getJsonObject("message");
        outbox.heard(message);
        flights.sent(Messages.chat(message), Messages.temporaryId(update), Messages.id(message));
    }

    private void notSent(JsonObject update) {
        var message = update.getJsonObject("message");
        var error = update.getJsonObject("error");
        long chat = Messages.chat(message);
        outbox.heard(message);
        flights.failed(
                chat, Messages.temporaryId(update), new TdError(error.getInt("code"), error.getString("message")));
        // else it stays in the chat as a message that somebody could send again by hand
        tell(TdRequest.of("deleteMessages")
                .add("chat_id", chat)
                .add("message_ids", TdRequest.list().add(Messages.id(message)))
                .add("revoke", false)
                .build());
    }

    @Override
    public void passed(long now) {
        if (established && !endIsOurs) {
            touch.passed(authorization.isInTouch(), now);
        }
        absence.passed(now);
        flights.passed(now);
        inbox.passed(now);
        if (isCaughtUp()) {
            behindSince = null;
        } else if (behindSince == null) {
            behindSince = time.now();
        }
    }

    @Override
    public void closed() {
        flights.closed(new SendOutcome.Unknown(SendOutcome.LostReply.SESSION_CLOSED));
        go("TDLib closed it");
    }

    private void noticeLoss() {
        var state = authorization.name();
        if (state.equals("Ready")) {
            established = true;
        } else if (established && (state.equals("LoggingOut") || state.equals("WaitPhoneNumber"))) {
            lose(LOGGED_OUT);
        }
    }

    private void lose(String why) {
        if (!endIsOurs) {
            endIsOurs = true;
            owner.lost(this, why);
        }
    }

    private void go(String why) {
        if (!endIsOurs) {
            endIsOurs = true;
            owner.gone(this, why);
        }
    }

    /** For what needs no answer. */
    void tell(JsonObject request) {
        client.ask(request, TIMEOUT);
    }

    TdClient client() {
        return client;
    }

    /**
     * Asks and waits.
     *
     * @throws TdError when TDLib or Telegram refuses
     * @throws TimeoutException without an answer in time
     */
    JsonObject ask(JsonObject request, Duration patience) throws InterruptedException, TimeoutException {
        try {
            return client.ask(request, patience).get(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            } else if (e.getCause() instanceof TimeoutException late) {
                throw late;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    Identity identity() throws InterruptedException, TimeoutException {
        var me = ask(TdRequest.of("getMe").build(), TIMEOUT);
        var chat = People.chat(me, null, null);
        return new Identity(chat.userId(), chat.username(), chat.phone() == null ? null : "+" + chat.phone());
    }

    /** Keeps the login for a later process. */
    void close() {
        endIsOurs = true;
        client.close();
    }

    /** Ends the login for good and deletes what is kept of it. */
    void logOut() throws InterruptedException {
        endIsOurs = true;
        try {
            ask(TdRequest.of("logOut").build(), TIMEOUT);
            authorization.await(state -> state.name().equals("Closed"), TIMEOUT);
        } catch (TdError | TimeoutException e) {
            // Telegram cannot be reached, or has ended the login itself: what is here goes all the same
            LOG.log(Level.INFO, "A login could not be ended at Telegram; its keys are destroyed here", e);
        }
        end();
    }

    /** Closes it and deletes what is kept of it. */
    void end() throws InterruptedException {
        endIsOurs = true;
        database.mark();
        try {
            client.close().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("TDLib does not let go of " + database.directory(), e);
        }
        database.delete();
    }
}
