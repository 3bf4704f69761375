package org.reprise.testing.fakebot;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * What goes wrong, and with which requests: those that send, unless {@link #on} says otherwise. Immutable.
 *
 * <p>Only the first fault that fits a request is met.
 */
public final class Fault {
    public enum Kind {
        /** Answered with an error. */
        ANSWER,
        /** The connection is reset instead of an answer. */
        RESET,
        /** Answered well; then the connection is closed without having said so. */
        CLOSE,
        /** No answer; after a while the connection is closed. */
        HANG,
        /** Answered well, after a while. */
        LATE,
        /** Answered well, one byte at a time. */
        SLOW
    }

    private final JsonObject members;

    Fault(JsonObject members) {
        this.members = members;
    }

    private Fault(Kind kind) {
        this(Json.object().add("kind", kind.name()).build());
    }

    /** As Telegram answers an error. */
    public static Fault answer(int code, String description) {
        return answer(Answer.error(code, description));
    }

    public static Fault tooManyRequests(int retryAfter) {
        var body = Json.object()
                .add("ok", false)
                .add("error_code", 429)
                .add("description", "Too Many Requests: retry after " + retryAfter)
                .add("parameters", Json.object().add("retry_after", retryAfter));
        return answer(new Answer(429, body.build().toString()));
    }

    /** As a proxy in front of Telegram answers one. */
    public static Fault proxyError(int status) {
        return answer(new Answer(status, "<html><body>nginx</body></html>"));
    }

    private static Fault answer(Answer answer) {
        return new Fault(Kind.ANSWER).with("status", answer.status()).with("body", Json.text(answer.body()));
    }

    public static Fault reset() {
        return new Fault(Kind.RESET);
    }

    public static Fault close() {
        return new Fault(Kind.CLOSE).afterAccepting();
    }

    public static Fault hang(int millis) {
        return new Fault(Kind.HANG).with("millis", millis);
    }

    public static Fault late(int millis) {
        return new Fault(Kind.LATE).with("millis", millis).afterAccepting();
    }

    /** @param millis after each byte */
    public static Fault slow(int millis) {
        return new Fault(Kind.SLOW).with("millis", millis).afterAccepting();
    }

    /** The message is taken first. */
    public Fault afterAccepting() {
        return with("accepts", JsonValue.TRUE);
    }

    /** Only the n-th, the 2n-th … of the requests that fit. */
    public Fault every(int n) {
        return with("every", n);
    }

    /** Only the first request for each chat. */
    public Fault oncePerChat() {
        return with("oncePerChat", JsonValue.TRUE);
    }

    /** Only chats whose id divided by {@code divisor} leaves no rest. */
    public Fault forChatsDivisibleBy(int divisor) {
        return with("divisor", divisor);
    }

    public Fault forChat(long chat) {
        return with("chat", chat);
    }

    public Fault forToken(String token) {
        return with("token", Json.text(token));
    }

    /** Another method than those that send. */
    public Fault on(String method) {
        return with("method", Json.text(method));
    }

    private Fault with(String name, long value) {
        return with(name, Json.number(value));
    }

    private Fault with(String name, JsonValue value) {
        return new Fault(Json.object(members).add(name, value).build());
    }

    JsonObject json() {
        return members;
    }

    Kind kind() {
        return Kind.valueOf(members.getString("kind"));
    }

    /** Whether its sender never learns what became of the message. */
    boolean losesReply() {
        return kind() == Kind.RESET || kind() == Kind.HANG || kind() == Kind.ANSWER && answer().status() >= 500;
    }

    boolean accepts() {
        return members.getBoolean("accepts", false);
    }

    int millis() {
        return members.getInt("millis", 0);
    }

    Answer answer() {
        return new Answer(members.getInt("status"), members.getString("body"));
    }

    boolean isOncePerChat() {
        return members.getBoolean("oncePerChat", false);
    }

    int every() {
        return members.getInt("every", 1);
    }

    /** Whether it is meant for such a call, {@link #every} and {@link #oncePerChat} aside. */
    boolean fits(Call call) {
        var method = members.getString("method", "");
        return (method.isEmpty() ? call.sends() : method.equals(call.method()))
                && members.getString("token", call.token()).equals(call.token())
                && members.getOrDefault("chat", Json.number(call.chat())).equals(Json.number(call.chat()))
                && call.chat() % members.getInt("divisor", 1) == 0;
    }
}
