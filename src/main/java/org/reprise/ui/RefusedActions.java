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
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.LocalizedMessage;
import org.reprise.access.NotAllowed;
import org.reprise.storage.DatabaseTrouble;
import org.reprise.storage.StorageUnavailable;

/**
 * Whoever presses what their role no longer allows, such as in a page that was open when it changed, or what the
 * database does not take now, is told so in that page, and keeps what they typed. Here for all actions: which of them
 * need a role or storage is the use cases' business.
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

    private static final Logger LOG = Logger.getLogger(RefusedActions.class.getName());

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
        private static Optional<LocalizedMessage> refusedAction(ExceptionQueuedEvent event) {
            var context = event.getContext();
            return context.getPhaseId() == PhaseId.RENDER_RESPONSE
                    ? Optional.empty()
                    : Stream.iterate(context.getException(), each -> each != null, Throwable::getCause)
                            .flatMap(cause -> said(cause).stream())
                            .findFirst();
        }

        /**
         * A page that cannot be read at all is not there to say it in: what it would show would be taken for all there
         * is.
         */
        private static Optional<LocalizedMessage> said(Throwable cause) {
            if (cause instanceof NotAllowed refused) {
                return Optional.of(refused.said());
            } else if (cause instanceof StorageUnavailable unavailable
                    && FacesContext.getCurrentInstance().isPostback()) {
                LOG.log(unavailable.level(), () -> "a page's action was put off: " + unavailable.getMessage());
                return Optional.of(
                        unavailable.trouble() == DatabaseTrouble.FULL
                                ? LocalizedMessage.of("action.disk-full")
                                : LocalizedMessage.of("action.put-off"));
            }
            return Optional.empty();
        }

        private static void tell(LocalizedMessage refused) {
            var faces = FacesContext.getCurrentInstance();
            var locale = faces.getViewRoot() == null
                    ? Locale.ENGLISH
                    : faces.getViewRoot().getLocale();
            var text = refused.in(locale);
            faces.validationFailed();
            faces.getExternalContext().getRequestMap().put(SAID, text);
            if (faces.getPartialViewContext().isAjaxRequest()) {
                PrimeFaces.current().executeScript("Reprise.say(" + Json.createValue(text) + ")");
            }
            faces.renderResponse();
        }
    }
}
