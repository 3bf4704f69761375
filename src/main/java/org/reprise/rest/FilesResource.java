package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.campaign.FileService;
import org.reprise.telegram.StoredFiles;

/** Takes files that messages carry; a campaign names one by what is answered here. */
@Path("/files")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.OPERATOR)
public class FilesResource {
    @Inject
    private FileService files;

    /** The same file again is the same answer. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response keep(InputStream content) throws IOException {
        try {
            return Response.status(Response.Status.CREATED)
                    .entity(JsonBody.with("file", files.keep(content)).build())
                    .build();
        } catch (StoredFiles.TooLarge e) {
            throw new RequestRefused(ProblemCode.TOO_LARGE, "A file may have 50 MiB at the most.");
        }
    }
}
