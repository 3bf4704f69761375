package org.reprise.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Takes a request without body for JSON of nothing, which {@link MembersReader} refuses where members are needed; also
 * where a client names a form's type for its empty body, as {@code curl -d ''} does. By itself Jersey would ask no
 * reader and hand null to the method, and RESTEasy answer 415.
 */
@Provider
@PreMatching
public class EmptyBody implements ContainerRequestFilter {
    private static final Set<String> OF_FORMS =
            Set.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA, MediaType.TEXT_PLAIN);

    @Override
    public void filter(ContainerRequestContext request) {
        boolean empty = request.getLength() <= 0 && request.getHeaderString("Transfer-Encoding") == null;
        if (!empty && request.getMediaType() == null) {
            throw new RequestRefused(ProblemCode.UNSUPPORTED_TYPE, "A body needs its Content-Type.");
        }
        if (request.getMediaType() == null && empty && isImport(request)) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_BODY, "The body is missing; send the file of contacts as text/csv.");
        }
        if (empty && !request.getMethod().equals("GET") && saysNothing(request.getMediaType())) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }

    private static boolean saysNothing(MediaType type) {
        return type == null || OF_FORMS.contains(type.getType() + "/" + type.getSubtype());
    }

    private static boolean isImport(ContainerRequestContext request) {
        return request.getMethod().equals("POST")
                && request.getUriInfo().getPath().replaceAll("^/|/$", "").equals("contacts/import");
    }
}
