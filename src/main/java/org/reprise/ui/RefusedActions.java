package org.reprise.ui;

import jakarta.faces.FacesException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.access.NotAllowed;

/**
 * Whoever presses what their role no longer allows, such as in a page that was open when it changed, is told so in that
 * page. Here for all actions: which of them need a role is the use cases' business.
 */
public class RefusedActions extends ExceptionHandlerFactory {
    /** By this name the page finds what it says, when it is made anew as a whole. */
    static final String SAID = "refusedAction";

    public RefusedActions(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {
        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            for (var events = getUnhandledExceptionQueuedEvents().iterator(); events.hasNext(); ) {
                var refused = refusedAction(events.next());
                if (refused.isPresent()) {
                    events.remove();
                    tell(refused.get());
                }
            }
            getWrapped().handle();
        }

        /** While a page is written it is too late to say anything in it. */
        private static Optional<NotAllowed> refusedAction(ExceptionQueuedEvent event) {
            var context = event.getContext();
            return context.getPhaseId() == PhaseId.RENDER_RESPONSE
                    ? Optional.empty()
                    : Stream.iterate(context.getException(), each -> each != null, Throwable::getCause)
                            .filter(NotAllowed.class::isInstance)
                            .map(NotAllowed.class::cast)
                            .findFirst();
        }

        private static void tell(NotAllowed refused) {
            var faces = FacesContext.getCurrentInstance();
            var locale = faces.getViewRoot() == null
                    ? Locale.ENGLISH
                    : faces.getViewRoot().getLocale();
            var text = refused.said().in(locale);
            faces.validationFailed();
            faces.getExternalContext().getRequestMap().put(SAID, text);
            if (faces.getPartialViewContext().isAjaxRequest()) {
                PrimeFaces.current().executeScript("Reprise.say(" + Json.createValue(text) + ")");
            }
            faces.renderResponse();
        }
    }
}
