package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload.FileItem;

/**
 * A form of a page, read within limits: by themselves servers wait for it as long as its sender likes, hold as many
 * parts of it in memory as come, and keep its files on disk for good. To be closed, which deletes the files.
 */
final class FormRequest extends HttpServletRequestWrapper implements AutoCloseable {
    /** Without files. */
    static final int MAX_FIELD_BYTES = 1 << 20;

    static final int MAX_FIELDS = 1000;

    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private final List<FileItem> items;

    /** @param request whose body was read, so that its server adds no parameters but those of the query */
    private FormRequest(HttpServletRequest request, List<FileItem> items) {
        super(request);
        this.items = items;
        parameters.putAll(request.getParameterMap());
    }

    /** The form has more than any page asks for; or it is none. Nothing is kept of it. */
    static final class BadForm extends IOException {
        private static final long serialVersionUID = 1;

        BadForm(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** Reads a form of {@code application/x-www-form-urlencoded}. */
    static FormRequest ofFields(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(MAX_FIELD_BYTES + 1);
        if (body.length > MAX_FIELD_BYTES) {
            throw new BadForm("The form is longer than 1 MiB.", null);
        }
        var form = new FormRequest(request, List.of());
        form.addFields(new String(body, StandardCharsets.ISO_8859_1).split("&"));
        return form;
    }

    private void addFields(String... fields) throws BadForm {
        if (fields.length > MAX_FIELDS) {
            throw new BadForm("The form has more than " + MAX_FIELDS + " fields.", null);
        }
        for (var field : fields) {
            int equals = field.indexOf('=');
            var name = equals < 0 ? field : field.substring(0, equals);
            if (!field.isEmpty()) {
                add(decoded(name), equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String encoded) throws BadForm {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadForm("The form is not percent-encoded.", e);
        }
    }

    /**
     * Reads a form of {@code multipart/form-data}.
     *
     * @param directory for its files, until it is closed
     */
    static FormRequest withFiles(HttpServletRequest request, Path directory) throws IOException {
        var items = MultipartReader.read(request, directory);
        var form = new FormRequest(request, items);
        try {
            form.addFieldsOf(items);
            return form;
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private void addFieldsOf(List<FileItem> items) throws IOException {
        long bytes = 0;
        for (var item : items) {
            if (item.isFormField()) {
                bytes += item.getSize();
                if (bytes > MAX_FIELD_BYTES) {
                    throw new BadForm("What the form says beside its files is longer than 1 MiB.", null);
                }
                add(item.getFieldName(), item.getString(StandardCharsets.UTF_8.name()));
            }
        }
    }

    private void add(String name, String value) {
        parameters.merge(name, new String[] {value}, FormRequest::both);
    }

    private static String[] both(String[] one, String[] other) {
        var both = new ArrayList<>(List.of(one));
        both.addAll(List.of(other));
        return both.toArray(String[]::new);
    }

    @Override
    public String getParameter(String name) {
        var values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        var values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Collection<Part> getParts() {
        return items.stream().<Part>map(FormPart::new).toList();
    }

    @Override
    public Part getPart(String name) {
        return getParts().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        items.forEach(FileItem::delete);
    }
}
