# shellcheck shell=bash
# The demo town: loaded once into a database, with staff whose tokens are stored in a folder.
#
# The script that sources this file sets the program, which finds the database by ZEMSTVO_DATABASE_URL.

zemstvo=
town_name='Тутаев (демо)'
town_region='Ярославская область'
town_files=Deploy/town
# Not empty while the town is being loaded.
town_loading=

town_present() {
    local towns
    towns=$("$zemstvo" town list --json) || die "cannot list the towns of the database"
    [[ $towns == *"\"$town_name\""* ]]
}

town_load() {
    local kind login name role organisation
    say "loading the demo town"
    "$zemstvo" town create --name "$town_name" --time-zone Europe/Moscow --region "$town_region"
    for kind in organisations houses categories contracts; do
        "$zemstvo" import "$kind" "$town_files/$kind.csv"
    done
    "$zemstvo" project import "$town_files/projects.csv" \
        --milestones "$town_files/milestones.csv" --partners "$town_files/partners.csv"
    while IFS=, read -r login name role organisation; do
        "$zemstvo" user create --login "$login" --name "$name" --role "$role" \
            ${organisation:+--organisation "$organisation"} </dev/null
    done < <(tail -n +2 "$town_files/staff.csv")
}

# Stores the tokens of the demo staff, readable by their owner only, because a token is shown once.
town_keep_tokens() {
    local tokens=$1 login
    install -d -m 700 "$tokens"
    while IFS=, read -r login _; do
        [[ -s $tokens/$login ]] && continue
        (umask 077 && "$zemstvo" token create --login "$login" --label demo </dev/null >"$tokens/$login.new")
        mv "$tokens/$login.new" "$tokens/$login"
    done < <(tail -n +2 "$town_files/staff.csv")
}

town_say_if_partial() {
    [[ -z $town_loading ]] ||
        say "only a part of the demo town is loaded: remove ${cluster_folder:-the contents of the database} and start again"
}

# Loads the town if it is missing, and stores the tokens.
town_ensure() {
    local tokens=$1
    if ! town_present; then
        rm -rf "$tokens"
        town_loading=yes
        town_load >&2
        town_loading=
    fi
    town_keep_tokens "$tokens"
}
