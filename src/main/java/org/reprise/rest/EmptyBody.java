package org.reprise.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes a request without body and Content-Type for JSON of nothing, which {@link MembersReader} refuses where members
 * are needed. By itself Jersey would ask no reader and hand null to the method, and RESTEasy answer 415.
 */
@Provider
@PreMatching
public class EmptyBody implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        boolean empty = request.getLength() <= 0 && request.getHeaderString("Transfer-Encoding") == null;
        if (request.getMediaType() == null && empty && isImport(request)) {
            throw RequestRefused.malformed("The body is missing; send the file of contacts as text/csv.");
        }
        if (request.getMediaType() == null && empty && !request.getMethod().equals("GET")) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }

    private static boolean isImport(ContainerRequestContext request) {
        return request.getMethod().equals("POST")
                && request.getUriInfo().getPath().replaceAll("^/|/$", "").equals("contacts/import");
    }
}
