"""The scripts by which shells complete aiev's words."""

SHELLS = ("bash", "zsh", "fish")

_BASH = r"""_aiev() {
    local value about current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS=$'\t' read -r value about; do
        # In an open quote Bash quotes by itself.
        [[ $current == [\"\']* ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <(aiev complete-words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    # Bash parts words at the sign and replaces what stands after it.
    [[ ${COMPREPLY[0]} == --*=* ]] && COMPREPLY=("${COMPREPLY[@]#--*=}")
}
complete -o default -o nosort -F _aiev aiev
"""
_ZSH = r"""#compdef aiev
_aiev() {
    local value about
    local -a values shown
    while IFS=$'\t' read -r value about; do
        values+=("$value")
        shown+=("$value${about:+  -- $about}")
    done < <(aiev complete-words "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        compadd -U -l -V aiev -d shown -a values
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _aiev aiev
"""
_FISH = r"""function __aiev_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (aiev complete-words $words[2..-1] 2>/dev/null)
    if count $found >/dev/null
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c aiev -f -a '(__aiev_complete)'
"""


def script(shell: str) -> str:
    """Answer what the shell is to run at its start."""
    return {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}[shell]
