package org.reprise.ui;

import jakarta.faces.FacesException;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextFactory;
import jakarta.faces.context.ExternalContextWrapper;

/**
 * Tells pages where their web socket is by its path alone. Faces by itself writes what the request called the server,
 * which a client chooses and a proxy changes, into a script of the page.
 */
public class SocketAddress extends ExternalContextFactory {
    public SocketAddress(ExternalContextFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExternalContext getExternalContext(Object context, Object request, Object response) throws FacesException {
        return new ByPath(getWrapped().getExternalContext(context, request, response));
    }

    // Faces' own class declares a map without types
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final class ByPath extends ExternalContextWrapper {
        ByPath(ExternalContext wrapped) {
            super(wrapped);
        }

        @Override
        public String encodeWebsocketURL(String url) {
            return url;
        }
    }
}
