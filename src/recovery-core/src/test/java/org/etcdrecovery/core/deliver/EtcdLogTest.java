package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why etcd ended, by logs as etcd 3.4 to 3.7 write them. */
class EtcdLogTest {
    private static final String STARTED = "{\"level\":\"info\",\"ts\":\"2026-11-29T10:00:00.0Z\",\"caller\":\"etcdmain/etcd.go:64\","
            + "\"msg\":\"Running: \",\"args\":[\"etcd\"]}";

    @Test
    void takesTheFatalLineAndNotTheStackBehindIt() {
        EtcdLog log = new EtcdLog(List.of(STARTED,
                "{\"level\":\"error\",\"msg\":\"an error before\"}",
                "{\"level\":\"fatal\",\"ts\":\"2026-11-29T10:00:01.0Z\",\"caller\":\"etcdmain/etcd.go:204\",\"msg\":\"discovery"
                        + " failed\",\"error\":\"listen tcp 10.0.0.1:2380: bind: cannot assign \\\"it\\\"\\n\\there\","
                        + "\"stacktrace\":\"go.etcd.io/etcd/server/v3/etcdmain.startEtcd\\n\\tgo.etcd.io",
                "goroutine 1 [running]:", "main.main()", "\t/go/src/main.go:31 +0x17"));
        assertThat(log.reason())
                .contains("discovery failed: listen tcp 10.0.0.1:2380: bind: cannot assign \"it\" here");
        assertThat(log.tail()).hasSize(6).last().asString().contains("main.go");
    }

    @Test
    void takesAPanicOfTheLogOrOfGo() {
        assertThat(new EtcdLog(List.of(STARTED,
                "{\"level\":\"panic\",\"msg\":\"failed to recover v3 backend from snapshot\",\"error\":\"no such snapshot\"}",
                "panic: failed to recover v3 backend from snapshot", "", "goroutine 1 [running]:",
                "go.uber.org/zap/zapcore.(*CheckedEntry).Write(0xc000244000, {0xc0000ba1c0, 0x1, 0x1})",
                "\t/go/pkg/mod/go.uber.org/zap@v1.27.0/zapcore/entry.go:262 +0x24e")).reason())
                .contains("failed to recover v3 backend from snapshot");
        assertThat(new EtcdLog(List.of("panic: runtime error: index out of range", "", "goroutine 1 [running]:",
                "\t/go/src/x.go:1")).reason()).contains("runtime error: index out of range");
    }

    @Test
    void readsTheTextOfEtcd34() {
        assertThat(new EtcdLog(List.of("2026-11-29 10:00:00.000000 I | etcdmain: etcd Version: 3.4.23",
                "2026-11-29 10:00:00.100000 C | etcdmain: open /etc/etcd/server.crt: no such file or directory"))
                .reason())
                .contains("etcdmain: open /etc/etcd/server.crt: no such file or directory");
    }

    @Test
    void takesWhatItPrintsWithoutALevelLast() {
        assertThat(new EtcdLog(List.of(STARTED, "flag provided but not defined: -nonsense", "exit status 2")).reason())
                .contains("flag provided but not defined: -nonsense");
        assertThat(new EtcdLog(List.of("flag provided but not defined: -nonsense", "Usage:", "", "  etcd [flags]",
                "Start an etcd server.")).reason()).contains("flag provided but not defined: -nonsense");
        assertThat(new EtcdLog(List.of(STARTED, "\t/go/src/x.go:1", "")).reason()).isEmpty();
        assertThat(new EtcdLog(List.of()).reason()).isEmpty();
    }

    @Test
    void takesTheLastEndAndNotThatOfAnEarlierStart() {
        String fatal = "{\"level\":\"fatal\",\"msg\":\"the first\"}";
        String error = "{\"level\":\"error\",\"msg\":\"accept: use of closed network connection\"}";
        assertThat(new EtcdLog(List.of(fatal, error, "flag provided but not defined: -x", "Usage:")).reason())
                .contains("flag provided but not defined: -x");
        assertThat(new EtcdLog(List.of("flag provided but not defined: -x", error, fatal)).reason())
                .contains("the first");
        assertThat(new EtcdLog(List.of(STARTED, error)).reason()).contains("accept: use of closed network connection");
    }

    @Test
    void isBounded() {
        List<String> many = new ArrayList<>(Collections.nCopies(200, STARTED));
        many.add("{\"level\":\"fatal\",\"msg\":\"" + "\\\\a".repeat(2000));
        many.add("{\"level\":\"fatal\",\"msg\":\"" + "x".repeat(4000) + "\"}");
        EtcdLog log = new EtcdLog(many);
        assertThat(log.reason().orElseThrow()).hasSizeLessThan(500).endsWith("…");
        assertThat(log.tail()).hasSize(8);
    }
}
