# shellcheck shell=bash
# What is specific to the console. Needs common.sh, program.sh and verb.sh.

console_main=org.etcdrecovery.console.Launcher

# Serial, because a window that waits for its operator should not hold memory for
# throughput. A small young generation, because the first collection of the default one, a
# fraction of the machine's memory, blocks the window longer than anything else. The threads
# that read files and those that compile code give way to the one that answers the operator:
# without the policy, Java's priorities do nothing on Linux. It warns everybody but root
# that a priority cannot be raised; nothing here needs that. Loops over an index stop for a
# collection that the window asked for: without the options, it waited up to 70 ms for their end.
console_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xmn24m
    -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000 -XX:ThreadPriorityPolicy=1 -XX:-PrintWarnings -XX:CompilerThreadPriority=4 "${jit_options[@]}"
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

# Its AOT cache records of the training run that what draws the window is to be compiled by C1:
# each start then does so at once and leaves it at that. C2 takes half a second for one such
# method, and what reads a file waits for it. Of everything else it records no profile.
console_recording=(-XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet)
for console_package in javafx com/sun/javafx com/sun/glass com/sun/prism com/sun/scenario com/sun/marlin org/kordamp atlantafx \
    org/etcdrecovery/console; do
    console_recording+=("-XX:CompileCommand=compileonly,$console_package/*.*")
done

console_has_display() {
    case $(uname -s) in
        Linux) [ -n "${DISPLAY:-}" ] ;;
        *) true ;;
    esac
}

# The libraries that JavaFX opens at run time, by file and by the Debian package that
# contains it. Other distributions with a desktop have them.
console_require_libraries() {
    local missing=() pair libraries
    if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then return; fi
    # The whole list first: in a pipe, ldconfig would fail when grep has found what it looks for and closes it.
    libraries=$(/sbin/ldconfig -p)
    for pair in libgtk-3.so.0=libgtk-3-0 libXtst.so.6=libxtst6 libGL.so.1=libgl1 libXxf86vm.so.1=libxxf86vm1; do
        if [[ $libraries != *"${pair%%=*} "* ]]; then missing+=("${pair#*=}"); fi
    done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    refresh_package_lists
    say "the window needs ${missing[*]}: apt-get install ${missing[*]}"
    apt_install "${missing[@]}" ||
        die "without ${missing[*]} there can be no window; install them, or run this with --walk"
}

# The options for a window without a display.
console_headless=(-Dglass.platform=Headless -Dprism.order=sw)

# Without a display, so that it works wherever the console is built.
console_train() {
    program_train "$1" "${console_options[@]}" "${console_recording[@]}" "${console_headless[@]}" \
        -cp "$program_class_path" org.etcdrecovery.console.AotTraining .
}

# Builds the console if necessary, and sets the variables for starting it: java_home,
# program_class_path, and the AOT cache among console_options.
console_prepare() {
    program_is recovery-console
    if program_is_stale; then program_build "the console" true; fi
    program_find_java
    program_find_jars
    program_find_aot "$java_home" console
    if program_aot_is_stale; then console_train "$java_home"; fi
    if [ -s "$program_aot" ]; then console_options+=("-XX:AOTCache=$program_aot"); fi
}
