package org.reprise.telegram.botapi;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.Settings;
import org.reprise.message.Extras.Attachment;
import org.reprise.telegram.ErrorWords;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.StoredFiles;
import org.reprise.telegram.WaitCause;

/** Brings a message to Telegram, and its file if Telegram does not have it yet. */
@Dependent
class MessageSender {
    private static final Logger LOG = Logger.getLogger(MessageSender.class.getName());
    private static final Duration FILE_IS_ON_ITS_WAY = Duration.ofSeconds(1);

    private static final Duration FILE_IS_NOT_KNOWN = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(5);

    /** Slower lines than that bring no files. */
    private static final long BYTES_A_MILLISECOND = 100;

    private final Settings settings;
    private final BotApiClient wire;
    private final StoredFiles files;
    private final UploadedFileIds brought;
    private final Threads threads;
    private final HandoverJournals journals;

    @Inject
    MessageSender(
            Settings settings,
            BotApiClient wire,
            StoredFiles files,
            UploadedFileIds brought,
            Threads threads,
            HandoverJournals journals) {
        this.settings = settings;
        this.wire = wire;
        this.files = files;
        this.brought = brought;
        this.threads = threads;
        this.journals = journals;
    }

    /** Telegram's answer in {@code reply}; else the outcome is known without one. */
    record Posted(Reply reply, SendOutcome outcome) {}

    /**
     * Learns whether Telegram has the message's file.
     *
     * @throws org.reprise.storage.StorageUnavailable when it cannot be known now
     */
    void prepare(Session session, OutgoingMessage message) {
        var file = message.extras().attachment();
        if (file != null && file.isFile()) {
            brought.find(session, file);
        }
    }

    /** After {@link #prepare}: whether Telegram has the file is taken from memory. */
    CompletionStage<Posted> post(Session session, String token, OutgoingMessage message) {
        var draft = MessageRequest.of(session, message);
        var handover = journals.handover(message);
        var file = message.extras().attachment();
        if (file == null || !file.isFile()) {
            return say(token, draft, handover);
        }
        var found = brought.known(session, file);
        if (found.isEmpty()) {
            // an edit came in between, or the database did not tell
            return known(new SendOutcome.Unreachable(FILE_IS_NOT_KNOWN, WaitCause.DATABASE));
        }
        var id = found.get();
        if (id.isPresent()) {
            return say(token, draft.naming(file, id.get()), handover)
                    .thenCompose(posted -> checked(session, file, posted));
        }
        return bring(session, token, file, draft, handover);
    }

    private CompletionStage<Posted> say(String token, MessageRequest draft, DepartureNote handover) {
        return wire.post(
                        token,
                        draft.method(),
                        JsonFactories.object(draft.parameters()),
                        settings.replyTimeout(),
                        handover)
                .reply()
                .thenApply(reply -> new Posted(reply, null));
    }

    /** What is noted of what it sends. */
    HandoverJournals journals() {
        return journals;
    }

    /** Whether the Bot API answers a question, whatever it says. */
    CompletionStage<Boolean> answers(String token) {
        return wire.post(token, "getMe", JsonFactories.object(), PROBE)
                .reply()
                .thenApply(reply -> reply instanceof Reply.Answer answer
                        && answer.isTelegrams()
                        && answer.code() < 500
                        && answer.code() != 429);
    }

    /** What the messages of that reference wait for is of no use any more. As {@link BotApiClient#recall}. */
    CompletableFuture<Void> recall(long reference) {
        return wire.recall(reference);
    }

    /** One message brings the file; the others wait with their run, not here, so that an edit finds them. */
    private CompletionStage<Posted> bring(
            Session session, String token, Attachment file, MessageRequest draft, DepartureNote handover) {
        var path = files.find(file.file());
        if (path.isEmpty()) {
            return known(new SendOutcome.MessageRejected("the attached file is not on this server"));
        }
        if (!brought.begin(session, file)) {
            return known(onItsWay());
        }
        try {
            return upload(token, file, draft, path.get(), handover)
                    .thenCompose(posted ->
                            threads.later(() -> noteId(session, file, posted)).thenApply(done -> posted))
                    .whenComplete((posted, failure) -> brought.end(session, file));
        } catch (IOException e) {
            brought.end(session, file);
            return known(new SendOutcome.MessageRejected("the attached file cannot be read: " + e.getMessage()));
        }
    }

    private CompletionStage<Posted> upload(
            String token, Attachment file, MessageRequest draft, Path path, DepartureNote handover) throws IOException {
        var form = new Form(draft.parameters());
        var body = form.with(file.kind().toString(), path, file.name());
        var patience = settings.replyTimeout().plusMillis(Files.size(path) / BYTES_A_MILLISECOND);
        return wire.post(token, draft.method(), body, form.type(), patience, handover)
                .reply()
                .thenApply(reply -> new Posted(reply, null));
    }

    private void noteId(Session session, Attachment file, Posted posted) {
        if (posted.reply() instanceof Reply.Answer answer && answer.isOk()) {
            fileId(answer.body().getJsonObject("result"))
                    .ifPresentOrElse(
                            id -> brought.note(session, file, id),
                            () -> LOG.warning(() -> "session " + session.name()
                                    + ": Telegram did not say what it calls the file; it is brought each time"));
        }
    }

    /** Telegram may find a document to be a video, and so on. Of a photo's sizes the last is the largest. */
    private static Optional<String> fileId(JsonObject message) {
        var file = Stream.of("photo", "video", "document", "animation", "audio")
                .map(message::get)
                .filter(value -> value != null)
                .findFirst();
        return file.map(value -> value instanceof JsonArray sizes ? sizes.getJsonObject(sizes.size() - 1) : value)
                .map(value -> value.asJsonObject().getString("file_id"));
    }

    /** Telegram may forget a file: then the next message brings it again. */
    private CompletionStage<Posted> checked(Session session, Attachment file, Posted posted) {
        boolean forgotten =
                posted.reply() instanceof Reply.Answer answer && ErrorWords.isOfUnknownFile(answer.description());
        return forgotten
                ? threads.later(() -> brought.forget(session, file)).thenApply(done -> new Posted(null, onItsWay()))
                : CompletableFuture.completedStage(posted);
    }

    private static CompletionStage<Posted> known(SendOutcome outcome) {
        return CompletableFuture.completedStage(new Posted(null, outcome));
    }

    private static SendOutcome onItsWay() {
        return new SendOutcome.Unreachable(FILE_IS_ON_ITS_WAY, WaitCause.ATTACHMENT_ON_ITS_WAY);
    }
}
