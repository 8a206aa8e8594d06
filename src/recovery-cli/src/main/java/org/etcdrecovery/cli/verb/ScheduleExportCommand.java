package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.options.KeepOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.report.json.ScheduleJson;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.schedule.CronJob;
import org.etcdrecovery.core.store.schedule.Interval;
import org.etcdrecovery.core.store.schedule.ScheduleFiles;
import org.etcdrecovery.core.store.schedule.ScheduleRequest;
import org.etcdrecovery.core.store.schedule.ScheduleRequestBuilder;
import org.etcdrecovery.core.store.schedule.ScheduledFile;
import org.etcdrecovery.core.store.schedule.SystemdTimer;
import org.etcdrecovery.core.text.Shown;

/** {@code schedule export}: writes what runs {@code snapshot keep} again and again. */
public final class ScheduleExportCommand extends RecoveryVerb {
    private static final int RUNS = 3;

    private final Supplier<Boolean> systemd;
    private final Supplier<Boolean> cronJob;
    private final Supplier<String> out;
    private final Supplier<Duration> every;
    private final KeepOptions keep;
    private final Supplier<List<String>> endpoints;
    private final Supplier<Optional<String>> cacert;
    private final Supplier<Optional<String>> cert;
    private final Supplier<Optional<String>> key;
    private final Supplier<Optional<String>> user;
    private final Supplier<Optional<String>> storeEndpoint;
    private final Supplier<Optional<String>> storeRegion;
    private final Supplier<Optional<String>> storeCacert;
    private final Supplier<Optional<String>> program;
    private final Supplier<String> runAs;
    private final Supplier<String> secrets;
    private final Supplier<String> image;
    private final Supplier<String> namespace;

    public ScheduleExportCommand(Session session) {
        super(session,
                "Write a systemd timer, or a CronJob of Kubernetes, that runs “snapshot keep” again and again. The"
                        + " files hold no secret; what is to be done with them is printed.");
        systemd = options().flag("A service and a timer of systemd.", "--systemd");
        cronJob = options().flag("A CronJob of Kubernetes, and an empty Secret.", "--cronjob");
        out = options().text("DIR", "", "Where to write the files; those that exist are left as they are.", "--out");
        every = options().duration("1h", "How often: a time that divides an hour or a day; 1h if not given.",
                "--every");
        keep = new KeepOptions(options());
        endpoints = options().texts("URL[,URL]", "The client URLs of the members, as the host or the Pod reaches them.",
                "--endpoints");
        cacert = options().textIfGiven("FILE", "The CA certificates of the members, on the host that runs it.",
                "--cacert");
        cert = options().textIfGiven("FILE", "The client certificate, on that host.", "--cert");
        key = options().textIfGiven("FILE", "The private key of the client certificate, on that host.", "--key");
        user = options().textIfGiven("NAME", "The user of etcd; its password is a file among the secrets.", "--user");
        storeEndpoint = options().textIfGiven("URL", "The S3-compatible store that s3:// means; AWS if not given.",
                "--store-endpoint");
        storeRegion = options().textIfGiven("REGION", "The region of the store.", "--store-region");
        storeCacert = options().textIfGiven("FILE", "The CA certificates of the store, on that host.",
                "--store-cacert");
        program = options().textIfGiven("FILE",
                "This program on that host, or in the image; /usr/bin/etcd-recovery if not given.", "--program");
        runAs = options().text("USER", ScheduleRequest.DEFAULT_USER, "The user that runs it; etcd-backup if not given.",
                "--run-as");
        secrets = options().text("DIR", ScheduleRequest.DEFAULT_SECRETS,
                "The directory of the host that holds the credentials; /etc/etcd-backup if not given.", "--secrets");
        image = options().text("IMAGE", "", "The image that holds this program; needed for --cronjob.", "--image");
        namespace = options().text("NAME", ScheduleRequest.DEFAULT_NAMESPACE,
                "The namespace of the CronJob; kube-system if not given.",
                "--namespace");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean json = wantsJson();
        if (systemd.get().equals(cronJob.get())) {
            throw wrongUsage("choose one: --systemd or --cronjob");
        }
        if (out.get().isEmpty()) {
            throw wrongUsage("no directory for the files; add --out DIR");
        }
        ScheduleRequest request = request();
        if (request.unwritable().isPresent()) {
            throw wrongUsage(
                    "'" + request.unwritable().get() + "' has characters that cannot be seen, which no unit and no"
                            + " manifest may contain");
        }
        List<ScheduledFile> files = systemd.get() ? SystemdTimer.files(request) : CronJob.files(request);
        List<String> steps = systemd.get() ? SystemdTimer.steps(request) : CronJob.steps(request);
        List<Path> written = ScheduleFiles.write(files, Path.of(out.get()));
        List<Instant> next = request.every().next(Instant.now(), RUNS);
        print(json ? ScheduleJson.print(written, steps, next) : text(written, steps, next));
        return ExitCode.OK;
    }

    private static String text(List<Path> written, List<String> steps, List<Instant> next) {
        String files = written.stream().map(file -> Shown.text(file.toString()) + "\n").collect(Collectors.joining());
        return files + "\nNext: " + next.stream().map(Instant::toString).collect(Collectors.joining(", ")) + "\n\n"
                + steps.stream().map(step -> Shown.text(step) + "\n").collect(Collectors.joining());
    }

    private ScheduleRequest request() throws CommandFailure, IOException {
        Interval interval = Interval.of(every.get())
                .orElseThrow(
                        () -> wrongUsage("--every takes 5m or more, and a time that divides an hour or a day, such as"
                                + " 15m, 1h, 6h or 24h"));
        StoreAddress to = keep.to();
        if (cronJob.get() && !(to instanceof Bucket)) {
            throw wrongUsage("a CronJob has no directory of its own; write --to s3://BUCKET/FOLDER/");
        }
        if (cronJob.get() && image.get().isEmpty()) {
            throw wrongUsage("no image for the CronJob; add --image with one that holds this program");
        }
        if (to instanceof Folder folder) {
            to = new Folder(folder.path().toAbsolutePath());
        }
        List<String> urls = endpoints.get().stream().flatMap(list -> Arrays.stream(list.split(",", -1))).toList();
        if (urls.isEmpty()) {
            throw wrongUsage("no members; add --endpoints");
        }
        Endpoint.parseAll(urls, cacert.get().isPresent());
        return ScheduleRequestBuilder.builder()
                .every(interval)
                .to(to)
                .name(keep.name())
                .rules(keep.rules())
                .maxFall(keep.maxFall())
                .endpoints(new ArrayList<>(urls))
                .caFile(path(cacert))
                .certFile(path(cert))
                .keyFile(path(key))
                .user(user.get())
                .storeEndpoint(storeEndpoint.get())
                .storeRegion(storeRegion.get())
                .storeCaFile(path(storeCacert))
                .program(program.get().orElse(ScheduleRequest.DEFAULT_PROGRAM))
                .runAs(runAs.get())
                .secrets(Path.of(secrets.get()).toAbsolutePath())
                .image(image.get())
                .namespace(namespace.get())
                .build();
    }

    private static Optional<Path> path(Supplier<Optional<String>> option) {
        return option.get().map(Path::of).map(Path::toAbsolutePath);
    }
}
