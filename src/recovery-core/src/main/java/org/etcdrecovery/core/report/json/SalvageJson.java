package org.etcdrecovery.core.report.json;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.rescue.salvage.LostRange;
import org.etcdrecovery.core.rescue.salvage.SalvageCode;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a salvage brings back and loses. The same document is the manifest of the file that it writes. */
public final class SalvageJson {
    private SalvageJson() {}

    /** A survey as indented JSON with a final line feed. */
    public static String print(SalvageReport report) {
        return Json.print(of(report));
    }

    /**
     * A salvage that is done.
     *
     * @param target  the new file
     * @param written what was written there
     * @param accepted what the operator accepted
     * @param time    when
     */
    public static String print(SalvageReport report, Path target, Written written, Set<SalvageCode> accepted,
            Instant time) {
        ObjectNode json = of(report);
        json.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode consent = json.putArray("accepted");
        report.findings().stream().map(Finding::code).filter(accepted::contains).map(Code::text).forEach(consent::add);
        json.putObject("written")
                .put("file", target.toString())
                .put("size", written.size())
                .put("sha256", written.sha256())
                .put("imageSha256", written.imageSha256())
                .put("verdict", Json.name(written.inspection().verdict()));
        return Json.print(json);
    }

    private static ObjectNode of(SalvageReport report) {
        ObjectNode json = Json.document();
        json.put("salvagedFrom", report.file());
        json.put("size", report.size());
        json.put("transaction", report.transaction());
        json.put("keyRecords", report.records());
        json.put("lastRevision", report.lastRevision());
        ArrayNode ranges = json.putArray("lostRevisions");
        for (LostRange range : report.lostRevisions()) {
            ObjectNode one = ranges.addObject().put("after", range.after());
            if (!range.isOpen()) {
                one.put("before", range.before());
            }
        }
        FindingJson.put(report.findings(), json);
        return json;
    }
}
