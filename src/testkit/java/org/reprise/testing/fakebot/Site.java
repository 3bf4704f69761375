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

    /** Answers on the connection, or does to it what a fault says: at once where nothing waits. */
    void serve(Request request, Connection connection) throws IOException, InterruptedException {
        if (request.path().startsWith("/control/")) {
            connection.keep();
            connection.later(() -> connection.answer(control.answer(request)));
            return;
        }
        var call = Call.of(request);
        var message = record.arrived(call);
        var fault = faults.meets(call);
        if (fault == null && call.sends()) {
            connection.answer(methods.answer(call));
            message.answered();
        } else if (fault == null) {
            connection.later(() -> connection.answer(methods.answer(call)));
        } else {
            connection.later(() -> suffer(fault, call, message, connection));
        }
    }

    private void suffer(Fault fault, Call call, Record.OnTheWire message, Connection connection)
            throws IOException, InterruptedException {
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
