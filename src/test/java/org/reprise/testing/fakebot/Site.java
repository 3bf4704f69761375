package org.reprise.testing.fakebot;

import java.io.IOException;

/** Leads a request to the control routes or to the Bot API, past the faults. */
final class Site {
    private final Record record = new Record();
    private final Faults faults = new Faults();
    private final Bots bots = new Bots();
    private final Methods methods = new Methods(bots, record);
    private final Control control = new Control(bots, faults, record);

    int idleMillis() {
        return control.idleMillis();
    }

    /** Answers on the connection, or does to it what a fault says. */
    void serve(Request request, Connection connection) throws IOException, InterruptedException {
        if (request.path().startsWith("/control/")) {
            connection.answer(control.answer(request));
            return;
        }
        var call = Call.of(request);
        var message = record.arrived(call);
        var fault = faults.meets(call);
        if (fault == null) {
            connection.answer(methods.answer(call));
            message.answered();
            return;
        }
        if (fault.losesReply() && call.sends()) {
            record.leaveUnanswered(call);
        }
        var answer = fault.accepts() ? methods.answer(call) : null;
        connection.suffer(fault, answer);
        if (!fault.losesReply()) {
            message.answered();
        }
    }
}
