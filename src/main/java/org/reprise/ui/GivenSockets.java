package org.reprise.ui;

import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIWebsocket;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import jakarta.faces.render.Renderer;
import jakarta.faces.render.RendererWrapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.reprise.progress.GivenChannels;

/**
 * Notes which web sockets pages are shown with, for the browser's session that they are shown to. Faces tells the name
 * of a channel nowhere but in the page.
 */
// Faces itself takes any renderer where it says one of a type
@SuppressWarnings({"unchecked", "rawtypes"})
public class GivenSockets extends RenderKitFactory {
    private static final Pattern CHANNEL = Pattern.compile("/jakarta\\.faces\\.push/\\w+\\?([\\w-]+)");

    public GivenSockets(RenderKitFactory wrapped) {
        super(wrapped);
    }

    @Override
    public void addRenderKit(String id, RenderKit kit) {
        getWrapped().addRenderKit(id, kit);
    }

    @Override
    public RenderKit getRenderKit(FacesContext faces, String id) {
        var kit = getWrapped().getRenderKit(faces, id);
        return kit == null ? null : new Kit(kit);
    }

    @Override
    public Iterator<String> getRenderKitIds() {
        return getWrapped().getRenderKitIds();
    }

    private static final class Kit extends RenderKitWrapper {
        Kit(RenderKit wrapped) {
            super(wrapped);
        }

        @Override
        public Renderer getRenderer(String family, String type) {
            var renderer = super.getRenderer(family, type);
            return renderer != null && family.equals(UIWebsocket.COMPONENT_FAMILY) && isOfSockets(type)
                    ? new Noting(renderer)
                    : renderer;
        }

        private static boolean isOfSockets(String type) {
            return "jakarta.faces.Websocket".equals(type);
        }
    }

    private static final class Noting extends RendererWrapper {
        Noting(Renderer wrapped) {
            super(wrapped);
        }

        @Override
        public void encodeEnd(FacesContext faces, UIComponent component) throws IOException {
            var page = faces.getResponseWriter();
            var script = new StringWriter();
            faces.setResponseWriter(page.cloneWithWriter(script));
            try {
                super.encodeEnd(faces, component);
                faces.getResponseWriter().flush();
            } finally {
                faces.setResponseWriter(page);
            }
            var channel = CHANNEL.matcher(script.toString());
            if (channel.find()) {
                GivenChannels.give(faces.getExternalContext().getSessionMap(), channel.group(1));
            }
            page.write(script.toString());
        }
    }
}
