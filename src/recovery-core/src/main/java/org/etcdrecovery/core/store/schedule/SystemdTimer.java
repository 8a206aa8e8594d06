package org.etcdrecovery.core.store.schedule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.schedule.KeepArguments.Argument;

/**
 * A service and a timer of systemd. The service may only do what saving a snapshot needs; {@code systemd-analyze security}
 * measures that.
 */
public final class SystemdTimer {
    private static final String UNIT = "etcd-snapshot";

    private final ScheduleRequest request;

    private SystemdTimer(ScheduleRequest request) {
        this.request = request;
    }

    /** Both units. */
    public static List<ScheduledFile> files(ScheduleRequest request) {
        SystemdTimer units = new SystemdTimer(request);
        return List.of(new ScheduledFile(UNIT + ".service", units.service()),
                new ScheduledFile(UNIT + ".timer", units.timer()));
    }

    /** What the operator has to do with the units, as commands. */
    public static List<String> steps(ScheduleRequest request) {
        List<String> steps = new ArrayList<>();
        steps.add("useradd --system --no-create-home --shell /usr/sbin/nologin " + ShellText.quote(request.runAs()));
        if (request.needsStoreCredentials()) {
            steps.add("install -d -m 700 " + ShellText.quoteFile(request.secrets().toString()) + " # and put "
                    + KeepArguments.STORE_CREDENTIALS + " there, an AWS credentials file with [default]");
        }
        if (request.user().isPresent()) {
            steps.add("# put the password of " + ShellText.quote(request.user().get()) + " into "
                    + ShellText.quoteFile(request.secrets().resolve(KeepArguments.PASSWORD).toString()));
        }
        if (request.to() instanceof Folder folder) {
            steps.add("install -d -m 700 -o " + ShellText.quote(request.runAs()) + " "
                    + ShellText.quoteFile(folder.path().toString()));
        }
        steps.add("install -m 644 " + UNIT + ".service " + UNIT + ".timer /etc/systemd/system/");
        steps.add("systemctl daemon-reload && systemctl enable --now " + UNIT + ".timer");
        steps.add("systemctl start " + UNIT + ".service # once now, to see that it works");
        return steps;
    }

    private String service() {
        StringBuilder text = new StringBuilder();
        text.append("# /etc/systemd/system/").append(UNIT).append(".service\n[Unit]\n");
        text.append("Description=Save and judge a snapshot of etcd\n");
        text.append("Wants=network-online.target\nAfter=network-online.target\n");
        text.append("\n[Service]\nType=oneshot\n");
        text.append("User=").append(ShellText.withoutSpecifiers(request.runAs())).append('\n');
        text.append("StateDirectory=").append(UNIT).append("\nStateDirectoryMode=0700\n");
        text.append("Environment=RECOVERY_SCRATCH=%S/").append(UNIT).append('\n');
        credentials(text);
        text.append("ExecStart=").append(command()).append('\n');
        text.append("# A large database takes its time; the transfer itself ends when nothing moves for 30 seconds.\n");
        text.append("TimeoutStartSec=6h\nNice=10\nIOSchedulingClass=idle\n");
        hardening(text);
        return text.toString();
    }

    private void credentials(StringBuilder text) {
        load(text, KeepArguments.CA, request.caFile());
        load(text, KeepArguments.CERT, request.certFile());
        load(text, KeepArguments.KEY, request.keyFile());
        load(text, KeepArguments.PASSWORD,
                request.user().map(_ -> request.secrets().resolve(KeepArguments.PASSWORD)));
        load(text, KeepArguments.STORE_CA, request.storeCaFile());
        if (request.needsStoreCredentials()) {
            load(text, KeepArguments.STORE_CREDENTIALS,
                    Optional.of(request.secrets().resolve(KeepArguments.STORE_CREDENTIALS)));
            text.append("Environment=AWS_SHARED_CREDENTIALS_FILE=%d/")
                    .append(KeepArguments.STORE_CREDENTIALS)
                    .append("\nEnvironment=AWS_EC2_METADATA_DISABLED=true\n");
        }
    }

    private static void load(StringBuilder text, String name, Optional<Path> file) {
        file.ifPresent(path -> text.append("LoadCredential=")
                .append(name)
                .append(':')
                .append(ShellText.withoutSpecifiers(path.toString()))
                .append('\n'));
    }

    private String command() {
        StringJoiner command = new StringJoiner(" ");
        command.add(ShellText.quoteInUnit(request.program()));
        for (Argument argument : KeepArguments.of(request)) {
            String word = argument.secret() ? "%d/" + argument.text() : ShellText.quoteInUnit(argument.text());
            command.add(argument.text().startsWith("--") ? "\\\n  " + word : word);
        }
        return command.toString();
    }

    private void hardening(StringBuilder text) {
        text.append("""

                NoNewPrivileges=yes
                ProtectSystem=strict
                ProtectHome=yes
                PrivateTmp=yes
                PrivateDevices=yes
                PrivateUsers=yes
                ProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectControlGroups=yes
                ProtectClock=yes
                ProtectHostname=yes
                ProtectProc=invisible
                RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
                RestrictNamespaces=yes
                RestrictRealtime=yes
                RestrictSUIDSGID=yes
                LockPersonality=yes
                SystemCallArchitectures=native
                SystemCallFilter=@system-service
                SystemCallFilter=~@privileged @resources
                SystemCallErrorNumber=EPERM
                CapabilityBoundingSet=
                KeyringMode=private
                RemoveIPC=yes
                UMask=0077
                """);
        if (request.to() instanceof Folder folder) {
            text.append("ReadWritePaths=").append(ShellText.quoteInUnit(folder.path().toString())).append('\n');
        }
    }

    private String timer() {
        return "# /etc/systemd/system/" + UNIT + ".timer\n[Unit]\nDescription=Save and judge a snapshot of etcd\n"
                + "\n[Timer]\nOnCalendar=" + request.every().calendar() + "\nPersistent=yes\n"
                + "\n[Install]\nWantedBy=timers.target\n";
    }
}
