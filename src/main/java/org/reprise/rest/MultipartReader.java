package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.fileupload.FileItem;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.RequestContext;
import org.apache.commons.fileupload.disk.DiskFileItemFactory;
import org.apache.commons.fileupload.util.Streams;
import org.reprise.rest.FormRequest.BadForm;

/** Reads the parts of a form with files, as many as a page may have. */
final class MultipartReader {
    /** The largest files are of contacts: 1 GiB. */
    static final long MAX_BYTES = (1L << 30) + (1L << 20);

    static final int MAX_PARTS = 200;
    private static final int MAX_HEADER_BYTES = 4096;
    private static final int MAX_BYTES_IN_MEMORY = 8192;

    private final FileUpload upload = new FileUpload();
    private final DiskFileItemFactory factory;
    private final List<FileItem> items = new ArrayList<>();

    private MultipartReader(Path directory) {
        factory = new DiskFileItemFactory(MAX_BYTES_IN_MEMORY, directory.toFile());
        factory.setDefaultCharset(StandardCharsets.UTF_8.name());
        upload.setSizeMax(MAX_BYTES);
        upload.setPartHeaderSizeMax(MAX_HEADER_BYTES);
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
    }

    /**
     * Reads all parts.
     *
     * @param directory for files that are too long for the memory
     * @return named parts, each to be deleted
     * @throws BadForm there are too many, or they are too long, or none of a form: nothing is left in the directory
     */
    static List<FileItem> read(HttpServletRequest request, Path directory) throws IOException {
        var reader = new MultipartReader(directory);
        try {
            reader.readAll(request);
            return reader.items;
        } catch (FileUploadException e) {
            reader.forget();
            throw bad(e);
        } catch (IOException | RuntimeException e) {
            reader.forget();
            throw e;
        }
    }

    /** The library wraps what came of reading. */
    private static IOException bad(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SlowBodies.TooSlow slow) {
                return slow;
            }
        }
        return new BadForm("The form is cut short, too long or none.", e);
    }

    private void readAll(HttpServletRequest request) throws IOException, FileUploadException {
        var parts = upload.getItemIterator(new Body(request));
        while (parts.hasNext()) {
            if (items.size() == MAX_PARTS) {
                throw new BadForm("The form has more than " + MAX_PARTS + " parts.", null);
            }
            copy(parts.next());
        }
    }

    private void copy(FileItemStream part) throws IOException {
        var item = factory.createItem(part.getFieldName(), part.getContentType(), part.isFormField(), part.getName());
        item.setHeaders(part.getHeaders());
        items.add(item);
        Streams.copy(part.openStream(), item.getOutputStream(), true);
    }

    private void forget() {
        items.forEach(FileItem::delete);
    }

    /** A request, as the library asks for it. */
    private record Body(HttpServletRequest request) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return request.getCharacterEncoding();
        }

        @Override
        public String getContentType() {
            return request.getContentType();
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return request.getContentLength();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return request.getInputStream();
        }
    }
}
