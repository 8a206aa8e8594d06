package org.etcdrecovery.core.store.schedule;

import java.time.Duration;
import java.util.List;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.store.keep.KeepRequest;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;

/** Commands of this program's command line that make the same schedule, and watch what it keeps. They hold no secret. */
public final class ScheduleCommands {
    private static final String PROGRAM = "etcd-recovery ";
    private static final long HOUR = 60;

    private ScheduleCommands() {}

    /**
     * Writes the files of a schedule into the current directory.
     *
     * @param systemd whether they are units of systemd; otherwise they are manifests of Kubernetes
     */
    public static Command export(ScheduleRequest request, boolean systemd) {
        ShellLine line = new ShellLine(PROGRAM + "schedule export").flag(systemd ? "systemd" : "cronjob");
        line.option("every", text(request.every().length())).option("to", request.to().shown());
        unless(line, "name", request.name(), ScheduleRequest.DEFAULT_NAME);
        count(line, "hourly", request.rules().hourly());
        count(line, "daily", request.rules().daily());
        count(line, "weekly", request.rules().weekly());
        unless(line, "max-fall", Long.toString(request.maxFall()), Long.toString(KeepRequest.DEFAULT_MAX_FALL));
        line.option("endpoints", String.join(",", request.endpoints()));
        request.caFile().ifPresent(file -> line.option("cacert", file.toString()));
        request.certFile().ifPresent(file -> line.option("cert", file.toString()));
        request.keyFile().ifPresent(file -> line.option("key", file.toString()));
        request.user().ifPresent(user -> line.option("user", user));
        store(line, request);
        unless(line, "program", request.program(), ScheduleRequest.DEFAULT_PROGRAM);
        if (systemd) {
            unless(line, "run-as", request.runAs(), ScheduleRequest.DEFAULT_USER);
            unless(line, "secrets", request.secrets().toString(), ScheduleRequest.DEFAULT_SECRETS);
        } else {
            line.option("image", request.image());
            unless(line, "namespace", request.namespace(), ScheduleRequest.DEFAULT_NAMESPACE);
        }
        return new Command(line.option("out", ".").toString(), List.of());
    }

    /**
     * Says for monitoring whether the newest usable snapshot is new enough.
     *
     * @param maxAge how old it may be, in whole minutes
     */
    public static Command check(ScheduleRequest request, Duration maxAge) {
        ShellLine line = new ShellLine(PROGRAM + "store check").argument(request.to().shown());
        line.option("max-age", text(maxAge));
        store(line, request);
        return new Command(line.toString(), List.of());
    }

    private static void store(ShellLine line, ScheduleRequest request) {
        if (request.to() instanceof Bucket) {
            request.storeEndpoint().ifPresent(url -> line.option("store-endpoint", url));
            request.storeRegion().ifPresent(region -> line.option("store-region", region));
            request.storeCaFile().ifPresent(file -> line.option("store-cacert", file.toString()));
        }
    }

    private static String text(Duration length) {
        long minutes = length.toMinutes();
        return minutes % HOUR == 0 ? minutes / HOUR + "h" : minutes + "m";
    }

    private static void count(ShellLine line, String name, long value) {
        if (value > 0) {
            line.option(name, Long.toString(value));
        }
    }

    private static void unless(ShellLine line, String name, String value, String usual) {
        if (!value.equals(usual)) {
            line.option(name, value);
        }
    }
}
