package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.audience.ContactFile;
import org.reprise.audience.ContactImport;
import org.reprise.audience.ImportFiles;
import org.reprise.campaign.AttributeService;
import org.reprise.campaign.SessionService;

/** Brings people in, once the whole file is here and can be read. */
@Path("/contacts/import")
@ApplicationScoped
@Produces(RestApplication.JSON)
@Needs(Role.OPERATOR)
public class ContactsResource {
    @Inject
    private SessionService sessions;

    @Inject
    private ImportFiles files;

    @Inject
    private ContactImport contacts;

    @Inject
    private AttributeService attributes;

    @Inject
    private Quotas quotas;

    @POST
    @Idempotent
    @Consumes("text/csv")
    public JsonObject importCsv(
            @QueryParam("session") String session,
            @QueryParam("zone") String zone,
            @QueryParam("map") List<String> map,
            @QueryParam("mode") String mode,
            @QueryParam("tags") List<String> tags,
            @Context HttpHeaders headers,
            InputStream csv)
            throws IOException {
        var targets = new ImportTargets(attributes.all());
        var query = ImportQuery.of(session, targets.mapping(map), ImportQuery.options(zone, mode, tags));
        var charset = DeclaredCharset.of(headers.getMediaType());
        sessions.requireImportable(query.session());
        var importing = quotas.beginImport();
        try {
            return imported(query, charset, csv);
        } finally {
            importing.close();
        }
    }

    private JsonObject imported(ImportQuery query, Charset charset, InputStream csv) throws IOException {
        var kept = files.keep(csv);
        try {
            var file = ContactFile.of(kept, charset, query.mapping());
            return ImportAnswer.of(
                    contacts.importFile(() -> sessions.forImport(query.session()), file, query.options()));
        } finally {
            files.drop(kept);
        }
    }
}
