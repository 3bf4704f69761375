package org.reprise.ui;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;
import jakarta.faces.context.FacesContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * Styles and scripts of pages: an address says which version it leads to, so a browser keeps it for a year and asks for
 * another after an upgrade; and text goes out compressed, for neither server does that by itself. Pages and answers are
 * not compressed: beside a secret of the page, what somebody else put into it would tell of the secret by the length.
 */
public class PageResources extends ResourceHandlerWrapper {
    private static final String KEEP = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    /** By library and name. They are those of this WAR, so there is an end to them. */
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /** @param compressed null: it would not get shorter */
    private record Content(String version, byte[] compressed) {}

    public PageResources(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Resource createResource(String name) {
        return kept(super.createResource(name));
    }

    @Override
    public Resource createResource(String name, String library) {
        return kept(super.createResource(name, library));
    }

    @Override
    public Resource createResource(String name, String library, String type) {
        return kept(super.createResource(name, library, type));
    }

    private Resource kept(Resource resource) {
        return resource != null && isText(resource) ? new Kept(resource) : resource;
    }

    private static boolean isText(Resource resource) {
        var name = String.valueOf(resource.getResourceName());
        return name.endsWith(".js") || name.endsWith(".css") || name.endsWith(".svg");
    }

    private static Content read(Resource resource) {
        try (var in = resource.getInputStream()) {
            var bytes = in.readAllBytes();
            var checksum = new CRC32();
            checksum.update(bytes);
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(bytes);
            }
            return new Content(
                    Long.toHexString(checksum.getValue()),
                    compressed.size() < bytes.length ? compressed.toByteArray() : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Kept extends ResourceWrapper {
        Kept(Resource wrapped) {
            super(wrapped);
        }

        private Content content() {
            return contents.computeIfAbsent(getLibraryName() + "/" + getResourceName(), each -> read(getWrapped()));
        }

        @Override
        public String getRequestPath() {
            var path = super.getRequestPath();
            return path.contains("v=")
                    ? path
                    : path + (path.contains("?") ? "&v=" : "?v=") + content().version();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return isSentCompressed() ? new ByteArrayInputStream(content().compressed()) : super.getInputStream();
        }

        @Override
        public Map<String, String> getResponseHeaders() {
            var headers = new HashMap<>(super.getResponseHeaders());
            headers.put("Vary", "Accept-Encoding");
            headers.put("Cache-Control", isAskedForByVersion() ? KEEP : ASK_AGAIN);
            if (isSentCompressed()) {
                headers.put("Content-Encoding", "gzip");
            }
            return headers;
        }

        private boolean isAskedForByVersion() {
            var version = FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .getRequestParameterMap()
                    .get("v");
            return version != null && getRequestPath().endsWith("v=" + version);
        }

        private boolean isSentCompressed() {
            return content().compressed() != null && takesGzip();
        }
    }

    private static boolean takesGzip() {
        var accepted = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestHeaderMap()
                .getOrDefault("Accept-Encoding", "");
        return accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
