package org.reprise.rest;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.fileupload.FileItem;

/** A part of a form, as {@link MultipartReader} reads it and Faces asks for it. */
record FormPart(FileItem item) implements Part {
    @Override
    public InputStream getInputStream() throws IOException {
        return item.getInputStream();
    }

    @Override
    public String getContentType() {
        return item.getContentType();
    }

    @Override
    public String getName() {
        return item.getFieldName();
    }

    @Override
    public String getSubmittedFileName() {
        return item.getName();
    }

    @Override
    public long getSize() {
        return item.getSize();
    }

    @Override
    public void write(String file) throws IOException {
        try (var content = item.getInputStream()) {
            Files.copy(content, Path.of(file));
        }
    }

    @Override
    public void delete() {
        item.delete();
    }

    @Override
    public String getHeader(String name) {
        return item.getHeaders().getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        var values = new ArrayList<String>();
        item.getHeaders().getHeaders(name).forEachRemaining(values::add);
        return List.copyOf(values);
    }

    @Override
    public Collection<String> getHeaderNames() {
        var names = new ArrayList<String>();
        item.getHeaders().getHeaderNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
