package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.reprise.metrics.MetricsPage;
import org.reprise.metrics.MetricsPage.Format;

/** The state of the server in numbers, in the format that the client likes best. */
@Path("/metrics")
@ApplicationScoped
@Open
public class MetricsResource {
    private static final MediaType OPEN_METRICS = new MediaType("application", "openmetrics-text");

    @Inject
    private MetricsPage page;

    @Inject
    private Monitors monitors;

    @GET
    public Response read(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        monitors.requireOfAll(request);
        var format = chosen(headers);
        return Response.ok(page.write(format), page.contentType(format)).build();
    }

    /** The client's types come best first; without a preference it is the older format, which every reader knows. */
    private static Format chosen(HttpHeaders headers) {
        for (var type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)) {
                return Format.TEXT;
            } else if (type.isCompatible(OPEN_METRICS)) {
                return Format.OPEN_METRICS;
            }
        }
        throw new NotAcceptableException();
    }
}
