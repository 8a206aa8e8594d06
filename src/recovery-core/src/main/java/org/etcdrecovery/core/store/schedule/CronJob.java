package org.etcdrecovery.core.store.schedule;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.store.schedule.KeepArguments.Argument;

/** A CronJob of Kubernetes and the Secret that it needs, which is empty. */
public final class CronJob {
    private static final String NAME = "etcd-snapshot";
    private static final String SECRETS = "/var/run/etcd-snapshot";
    private static final String SCRATCH = "/scratch";

    private final ScheduleRequest request;

    private CronJob(ScheduleRequest request) {
        this.request = request;
    }

    /** Both manifests. */
    public static List<ScheduledFile> files(ScheduleRequest request) {
        CronJob manifests = new CronJob(request);
        return List.of(new ScheduledFile(NAME + "-secret.yaml", manifests.secret()),
                new ScheduledFile(NAME + ".yaml", manifests.job()));
    }

    /** What the operator has to do with the manifests, as commands. */
    public static List<String> steps(ScheduleRequest request) {
        return List.of("# fill in every value of " + NAME + "-secret.yaml",
                "kubectl apply -f " + NAME + "-secret.yaml -f " + NAME + ".yaml",
                "kubectl -n " + ShellText.quote(request.namespace()) + " create job --from=cronjob/" + NAME
                        + " etcd-snapshot-now # once now, to see that it works");
    }

    private String secret() {
        StringBuilder text = new StringBuilder("# Fill in the values before you apply this, and keep it out of version"
                + " control.\napiVersion: v1\nkind: Secret\n");
        metadata(text);
        List<String> names = names();
        text.append(names.isEmpty() ? "stringData: {}\n" : "type: Opaque\nstringData:\n");
        names.forEach(name -> text.append("  ").append(name).append(": ''\n"));
        return text.toString();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(
                KeepArguments.of(request).stream().filter(Argument::secret).map(Argument::text).toList());
        if (request.needsStoreCredentials()) {
            names.add(KeepArguments.STORE_CREDENTIALS);
        }
        return names;
    }

    private void metadata(StringBuilder text) {
        text.append("metadata:\n  name: ")
                .append(NAME)
                .append("\n  namespace: ")
                .append(ShellText.quoteInYaml(request.namespace()))
                .append('\n');
    }

    /** A word of a command in which Kubernetes expands nothing: it replaces {@code $(NAME)} by a variable, and two dollars by one. */
    private static String literal(String word) {
        return ShellText.quoteInYaml(word.replace("$", "$$"));
    }

    private String job() {
        StringBuilder text = new StringBuilder("apiVersion: batch/v1\nkind: CronJob\n");
        metadata(text);
        text.append("spec:\n  schedule: '").append(request.every().cron()).append("'\n");
        text.append("""
                  timeZone: Etc/UTC
                  concurrencyPolicy: Forbid
                  startingDeadlineSeconds: 600
                  successfulJobsHistoryLimit: 1
                  failedJobsHistoryLimit: 3
                  jobTemplate:
                    spec:
                      backoffLimit: 0
                      activeDeadlineSeconds: 21600
                      template:
                        spec:
                          restartPolicy: Never
                          automountServiceAccountToken: false
                          securityContext:
                            runAsNonRoot: true
                            runAsUser: 65532
                            runAsGroup: 65532
                            fsGroup: 65532
                            seccompProfile:
                              type: RuntimeDefault
                          containers:
                            - name: keep
                """);
        text.append("              image: ").append(ShellText.quoteInYaml(request.image())).append('\n');
        text.append("              command:\n                - ")
                .append(literal(request.program()))
                .append("\n              args:\n");
        KeepArguments.of(request)
                .forEach(argument -> text.append("                - ")
                        .append(literal(argument.secret() ? SECRETS + "/" + argument.text() : argument.text()))
                        .append('\n'));
        text.append("              env:\n                - name: RECOVERY_SCRATCH\n                  value: ")
                .append(SCRATCH)
                .append('\n');
        if (request.needsStoreCredentials()) {
            text.append("                - name: AWS_SHARED_CREDENTIALS_FILE\n                  value: " + SECRETS + "/"
                    + KeepArguments.STORE_CREDENTIALS + "\n");
        }
        text.append("""
                              securityContext:
                                allowPrivilegeEscalation: false
                                readOnlyRootFilesystem: true
                                capabilities:
                                  drop:
                                    - ALL
                              resources:
                                requests:
                                  cpu: 100m
                                  memory: 256Mi
                                limits:
                                  memory: 1Gi
                              volumeMounts:
                                - name: secrets
                                  mountPath: /var/run/etcd-snapshot
                                  readOnly: true
                                - name: scratch
                                  mountPath: /scratch
                          volumes:
                            - name: secrets
                              secret:
                                secretName: etcd-snapshot
                                defaultMode: 0440
                            - name: scratch
                              emptyDir: {}
                """);
        return text.toString();
    }
}
