package org.etcdrecovery.console.step.snapshot.repeat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.store.schedule.CronJob;
import org.etcdrecovery.core.store.schedule.ScheduleCommands;
import org.etcdrecovery.core.store.schedule.ScheduleRequest;
import org.etcdrecovery.core.store.schedule.ScheduledFile;
import org.etcdrecovery.core.store.schedule.SystemdTimer;

/**
 * A save that is repeated.
 *
 * @param form    what runs it
 * @param request what it runs
 * @param maxAge  how old the newest usable snapshot may be
 */
public record Repetition(RepeatForm form, ScheduleRequest request, Duration maxAge) {
    private static final int RUNS = 3;

    /** The files to review and install. */
    List<ScheduledFile> files() {
        return form == RepeatForm.SYSTEMD ? SystemdTimer.files(request) : CronJob.files(request);
    }

    /** What the operator has to do with them, as commands. */
    List<String> steps() {
        return form == RepeatForm.SYSTEMD ? SystemdTimer.steps(request) : CronJob.steps(request);
    }

    /** The next runs. */
    List<Instant> next(Instant now) {
        return request.every().next(now, RUNS);
    }

    /** How many snapshots are kept at most; 0 if none is ever deleted. */
    long kept() {
        return request.rules().hourly() + request.rules().daily() + request.rules().weekly();
    }

    /** The commands that make the same files, and watch what is kept. */
    List<Command> commands() {
        return List.of(ScheduleCommands.export(request, form == RepeatForm.SYSTEMD),
                ScheduleCommands.check(request, maxAge));
    }
}
