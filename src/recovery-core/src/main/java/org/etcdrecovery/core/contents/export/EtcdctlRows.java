package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.text.Shown;

/**
 * A script that puts each value by {@code etcdctl put}, which reads it from standard input: a value may be longer than an
 * argument, and no list of processes shows it. Both are in Base64, so that no byte of them means anything to the shell.
 */
final class EtcdctlRows implements RowWriter {
    /** Linux takes no longer argument. */
    private static final int LONGEST_KEY = 128 * 1024 - 1;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[]{'\n'});

    private final ExportContext context;

    EtcdctlRows(ExportContext context) {
        this.context = context;
    }

    @Override
    public void begin(Output out) throws IOException {
        out.write("#!/usr/bin/env bash\n# Puts keys of " + Shown.text(context.source())
                + (context.revision() > 0 ? " as of revision " + context.revision() : "") + ".\n"
                + "# It overwrites what these keys hold now. Endpoints and login: the variables of etcdctl, such as\n"
                + "# ETCDCTL_ENDPOINTS. Set ETCDCTL to use another program than the etcdctl in PATH.\n"
                + "set -euo pipefail\n"
                + "export ETCDCTL_API=3\n\n"
                + "# put KEY [VALUE]: the key in Base64; the value, in Base64 too, from standard input. The x keeps line\n"
                + "# feeds at the end of a key. An empty value is an argument, because etcdctl takes none from a pipe.\n"
                + "put() {\n"
                + "    local key\n"
                + "    key=$(base64 -d <<<\"$1\" && printf x)\n"
                + "    base64 -d | \"${ETCDCTL:-etcdctl}\" put -- \"${key%x}\" \"${@:2}\" >/dev/null\n"
                + "}\n");
    }

    @Override
    public Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException {
        byte[] key = stored.key().key();
        if (secret) {
            return Optional.of("it is a secret");
        }
        if (value.isPresent()) {
            return Optional
                    .of("its value has the form in which API servers of Kubernetes store objects, which know nothing of"
                            + " a put behind their back");
        }
        for (byte each : key) {
            if (each == 0) {
                return Optional.of("its key holds a NUL byte, which no argument of a program can hold");
            }
        }
        if (key.length > LONGEST_KEY) {
            return Optional.of("its key is longer than an argument of a program can be");
        }
        if (key.length == 0) {
            return Optional.of("etcd takes no empty key");
        }
        out.write("\n# " + Shown.name(stored.key().text()) + "\n");
        if (!stored.key().lease().isNone()) {
            out.write("# It was attached to lease " + stored.key().lease()
                    + " and will not expire any more.\n");
        }
        boolean empty = stored.head().length == 0;
        out.write("put " + Base64.getEncoder().encodeToString(key) + (empty ? " '' </dev/null\n" : " <<'END'\n"));
        if (!empty) {
            out.write(LINES.encodeToString(stored.head()) + "\nEND\n");
        }
        return Optional.empty();
    }

    @Override
    public void end(Output out) {
        // Nothing follows the last key.
    }
}
