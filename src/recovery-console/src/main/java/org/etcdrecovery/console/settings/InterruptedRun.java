package org.etcdrecovery.console.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.OriginEvidence;
import org.etcdrecovery.console.recovery.RestoreRecord;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.recovery.TypedForms;

/**
 * An unfinished run: what was typed, decided and restored in it. Findings are not saved, because the checks run again.
 * A run is known by when it began. The parts are flat in the settings file, as version 0.1 wrote them.
 *
 * @param progress how far the run has come
 * @param subject  the file that it works on
 * @param forms    what was typed in its steps
 * @param restored the last restore; empty if there is none
 * @param events   what happened in it and when
 * @param evidence what its report says of the old cluster and of the origin of the file; empty if nothing, or unknown
 */
public record InterruptedRun(@JsonUnwrapped Progress progress, @JsonUnwrapped Subject subject,
        @JsonUnwrapped TypedForms forms, Optional<RestoreRecord> restored,
        @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) List<Timeline.Event> events,
        @JsonInclude(Include.NON_ABSENT) Optional<OriginEvidence> evidence) {
    /** Copies the list. */
    public InterruptedRun {
        events = List.copyOf(events);
    }

    /**
     * How far a run has come.
     *
     * @param kind    the kind of run
     * @param started when it began
     * @param touched when it was last worked on
     * @param step    the name of the step in which the operator is needed next
     */
    public record Progress(RunKind kind, Instant started, Instant touched, String step) {}

    /**
     * The file that a run works on.
     *
     * @param snapshot the file; empty if there is none
     * @param sha256   the SHA-256 of that file, if it was inspected
     */
    public record Subject(Optional<SnapshotChoice> snapshot, Optional<String> sha256) {}
}
