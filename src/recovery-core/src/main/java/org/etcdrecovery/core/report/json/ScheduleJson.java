package org.etcdrecovery.core.report.json;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a schedule consists of. */
public final class ScheduleJson {
    private ScheduleJson() {}

    /**
     * A schedule as indented JSON with a final line feed.
     *
     * @param files the files that were written
     * @param steps what the operator has to do with them
     * @param next  the next runs
     */
    public static String print(List<Path> files, List<String> steps, List<Instant> next) {
        ObjectNode json = Json.document();
        files.stream().map(Path::toString).forEach(json.putArray("files")::add);
        steps.forEach(json.putArray("steps")::add);
        next.stream().map(Instant::toString).forEach(json.putArray("nextRuns")::add);
        return Json.print(json);
    }
}
