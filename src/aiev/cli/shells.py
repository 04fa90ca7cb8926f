"""The scripts by which shells complete aiev's words."""

SHELLS = ("bash", "zsh", "fish")

_BASH = r"""_aiev() {
    local value about found current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    found=$(aiev complete-words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
    [[ $found ]] || { compopt +o default 2>/dev/null; return; }
    while IFS=$'\t' read -r value about; do
        # In an open quote Bash quotes by itself.
        [[ $current == [\"\']* ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done <<< "$found"
    # Bash parts words at the sign and replaces what stands after it.
    [[ ${COMPREPLY[0]} == --*=* ]] && COMPREPLY=("${COMPREPLY[@]#--*=}")
}
# Bash before 4.4 sorts all by itself.
complete -o default -o nosort -F _aiev aiev 2>/dev/null || complete -o default -F _aiev aiev
"""
_ZSH = r"""#compdef aiev
_aiev() {
    local value about found begun=${(LQ)PREFIX}
    local -a values shown
    local -i strays=0
    found=$(aiev complete-words "${(@)words[2,CURRENT]}" 2>/dev/null) || { _files; return }
    while IFS=$'\t' read -r value about; do
        values+=("$value")
        shown+=("$value${about:+  -- $about}")
        [[ ${(L)value} == ${begun}* ]] || strays+=1
    done <<< "$found"
    [[ -n $found ]] || return
    compadd -U -l -V aiev -d shown -a values
    # What the values share would take the place of what was typed, were it less than that.
    (( strays && $#values > 1 )) && compstate[insert]=
    return 0
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _aiev aiev
"""
_FISH = r"""function __aiev_complete
    set -l words (commandline -opc) (commandline -ct)
    if set -l found (aiev complete-words $words[2..-1] 2>/dev/null)
        string join -- \n $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c aiev -f -a '(__aiev_complete)'
"""


def script(shell: str) -> str:
    """Answer what the shell is to run at its start."""
    return {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}[shell]
